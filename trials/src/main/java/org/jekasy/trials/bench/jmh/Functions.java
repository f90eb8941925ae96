package org.jekasy.trials.bench.jmh;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jekasy.command.ledger.History;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.Actor;
import org.jekasy.language.CommuneId;
import org.jekasy.language.EventId;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Source;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.language.wire.EventJson;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading and writing one harvest, the codes in it, and folding a history. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Functions {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 11);
    private static final IssuerCode ISSUER = IssuerCode.parse("K7QF");

    private final LedgerEntry entry = harvest(1);
    private final byte[] written = EventJson.write(entry);
    private final String lot = LotId.ofDay(DAY, ISSUER, 45).text();
    private final Set<Tag> tags = Set.of(Tag.issuer(ISSUER));
    private final List<LedgerEntry> hundred = hundred();

    private static List<LedgerEntry> hundred() {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int n = 1; n <= 100; n++) {
            entries.add(harvest(n));
        }
        return entries;
    }

    private static LedgerEntry harvest(int n) {
        PartyId cooperative = PartyId.parse("COOP-KAD-01");
        EventId id = new EventId(new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0000L + n));
        Instant when = Instant.parse("2026-05-11T09:10:00Z");
        LotId code = LotId.ofDay(DAY, ISSUER, n);
        return new LedgerEntry(
                n,
                id,
                when,
                when,
                Actor.of(cooperative),
                Source.LIVE,
                List.of(),
                List.of(),
                null,
                id,
                id,
                new HarvestRecorded(
                        code,
                        ProductCode.parse("mango_fresh"),
                        VarietyCode.parse("KEN"),
                        DAY,
                        ProducerId.parse("P-KAD-0012"),
                        PlaceId.parse("V-KAD-0012"),
                        PlaceId.parse("PC-KAD-01"),
                        cooperative,
                        CommuneId.parse("ml.sikasso.kadiolo.nimbougou"),
                        Weight.ofGrams(806_500),
                        32,
                        null,
                        code.text(),
                        SeasonId.parse("MG-2026"),
                        List.of(),
                        null));
    }

    /** The bytes of an entry. */
    @Benchmark
    public byte[] entryWritten() {
        return EventJson.write(entry);
    }

    /** The entry of its bytes. */
    @Benchmark
    public LedgerEntry entryRead() {
        return EventJson.read(1, written);
    }

    /** The code of a lot, its check character looked at. */
    @Benchmark
    public LotId lotRead() {
        return LotId.parse(lot);
    }

    /** A weight through JSON and back. */
    @Benchmark
    public Weight weightThere() {
        return EventJson.mapper()
                .readValue(EventJson.mapper().writeValueAsBytes(Weight.ofGrams(806_500)), Weight.class);
    }

    /** What a hundred harvests come to. */
    @Benchmark
    public Lots hundredFolded() {
        return History.of(tags, hundred, Map.of()).lots();
    }
}
