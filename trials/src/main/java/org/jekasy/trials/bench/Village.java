package org.jekasy.trials.bench;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jekasy.command.ledger.GroupLots;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.RecordHarvest;
import org.jekasy.command.ledger.RegisterOrganisation;
import org.jekasy.command.ledger.RegisterPlace;
import org.jekasy.command.ledger.RegisterProducer;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.Actor;
import org.jekasy.language.CommuneId;
import org.jekasy.language.EventId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerId;
import org.jekasy.language.Source;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;

/** One cooperative with many growers, and as many harvests as somebody wants to measure with. The same seed makes the same village. */
final class Village {
    /** When all of this happens: in the middle of a season, whatever day it is measured on. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-11T18:00:00Z"), ZoneOffset.UTC);

    static final PartyId COOPERATIVE = PartyId.parse("COOP-MESURE");
    static final String BY_HEADER = "Jekasy-Actor: " + COOPERATIVE;
    private static final Instant THEN = Instant.parse("2026-05-11T09:10:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 5, 11);
    private static final CommuneId COMMUNE = CommuneId.parse("ml.sikasso.kadiolo.nimbougou");
    private static final IssuerCode ISSUER = IssuerCode.parse("MSRE");
    private static final VarietyCode KENT = VarietyCode.parse("KEN");
    private static final int AT_ONCE = 500;

    private final PartyId cooperative;
    private final int growers;
    private final long seed;
    private final AtomicInteger serial = new AtomicInteger();
    private final AtomicLong ids = new AtomicLong();

    Village(int growers, long seed) {
        this(COOPERATIVE, growers, seed);
    }

    Village(PartyId cooperative, int growers, long seed) {
        this.cooperative = cooperative;
        this.growers = growers;
        this.seed = seed;
    }

    /** Registers the cooperative and its growers. */
    void settle(Ledger ledger) {
        List<Request> registers = new ArrayList<>();
        registers.add(request(new RegisterOrganisation(
                cooperative, "Mesures", OrganisationKind.COOPERATIVE, COMMUNE, null, List.of(ISSUER), null, null)));
        for (int grower = 0; grower < growers; grower++) {
            registers.add(request(
                    new RegisterProducer(producer(grower), null, COMMUNE, LocalDate.of(2026, 1, 20), List.of(), null)));
            registers.add(request(new RegisterPlace(
                    orchard(grower), PlaceKind.ORCHARD, null, null, producer(grower), COMMUNE, null, null, null)));
        }
        record(ledger, registers);
    }

    private static ProducerId producer(int grower) {
        return ProducerId.parse("P-MES-%05d".formatted(grower));
    }

    private static PlaceId orchard(int grower) {
        return PlaceId.parse("V-MES-%05d".formatted(grower));
    }

    LotId newLot() {
        return LotId.ofRoll(ISSUER, serial.incrementAndGet());
    }

    /** The next grower's next harvest, as a phone sends it: whose orchard it is, the register knows. */
    Request harvest() {
        return harvest(newLot());
    }

    private Request harvest(LotId lot) {
        int grower = serial.get() % growers;
        return request(new RecordHarvest(
                lot,
                KENT,
                DAY,
                null,
                orchard(grower),
                null,
                Weight.ofGrams(806_500),
                null,
                null,
                null,
                null,
                List.of(),
                null));
    }

    List<Request> harvests(int count) {
        List<Request> harvests = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            harvests.add(harvest());
        }
        return harvests;
    }

    /** Records as many new harvests and answers their lots. */
    List<LotId> harvested(Ledger ledger, int count) {
        List<LotId> lots = new ArrayList<>(count);
        List<Request> requests = new ArrayList<>(count);
        for (int n = 0; n < count; n++) {
            LotId lot = newLot();
            lots.add(lot);
            requests.add(harvest(lot));
        }
        record(ledger, requests);
        return lots;
    }

    /** All of these lots become one. */
    Request grouping(LotId into, List<LotId> lots, Weight each) {
        return request(new GroupLots(
                into,
                orchard(0),
                lots.stream().map(lot -> new Portion(lot, each)).toList(),
                null,
                null,
                null,
                null));
    }

    /** Records harvests and their grouping, and answers the lot that came of it. */
    LotId grouped(Ledger ledger, int count) {
        return grouped(ledger, harvested(ledger, count), Weight.ofGrams(806_500));
    }

    LotId grouped(Ledger ledger, List<LotId> lots, Weight each) {
        LotId into = newLot();
        recorded(ledger.submit(grouping(into, lots, each)));
        return into;
    }

    /** As {@code POST /harvests} takes it. */
    static String body(Request request) {
        RecordHarvest harvest = (RecordHarvest) request.command();
        return """
                {"eventId":"%s","occurredAt":"%s","source":"IMPORT","lot":"%s","variety":"%s","harvestedOn":"%s","orchard":"%s","weightG":%d}""".formatted(
                        request.eventId(),
                        request.occurredAt(),
                        harvest.lot(),
                        harvest.variety(),
                        harvest.harvestedOn(),
                        harvest.orchard(),
                        harvest.weight().grams());
    }

    private Request request(LedgerCommand command) {
        long n = ids.incrementAndGet();
        // version 7 as a device makes it: the time first, then chance
        long millis = THEN.toEpochMilli() + n / 100;
        long chance = mix(seed * 1_000_003 + n);
        EventId id = new EventId(new UUID(
                millis << 16 | 0x7000L | (chance >>> 52),
                0x8000_0000_0000_0000L | (mix(chance) & 0x3FFF_FFFF_FFFF_FFFFL)));
        return new Request(id, THEN, Source.IMPORT, List.of(), List.of(), null, Actor.of(cooperative), command);
    }

    private static long mix(long n) {
        long mixed = (n ^ (n >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }

    private static void record(Ledger ledger, List<Request> requests) {
        for (int from = 0; from < requests.size(); from += AT_ONCE) {
            ledger.submit(requests.subList(from, Math.min(from + AT_ONCE, requests.size())), false)
                    .forEach(Village::recorded);
        }
    }

    /** A figure only counts when what was measured was really recorded. */
    static void recorded(Outcome outcome) {
        if (!(outcome instanceof Outcome.Recorded)) {
            throw new IllegalStateException("not recorded: "
                    + (outcome instanceof Outcome.Refused refused
                            ? refused.refusal().getMessage()
                            : outcome.toString()));
        }
    }
}
