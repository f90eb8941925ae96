package org.jekasy.command.axon;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.test.fixture.AxonTestFixture;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.ledger.GroupLots;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.RecordHarvest;
import org.jekasy.command.ledger.RegisterOrganisation;
import org.jekasy.command.ledger.RegisterPlace;
import org.jekasy.command.ledger.RegisterProducer;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Rulebook;
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

/** One cooperative near Kadiolo, its grower and his orchard. */
public final class Fixture {
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-11T18:00:00Z"), ZoneOffset.UTC);
    public static final PartyId COOPERATIVE = PartyId.parse("COOP-KAD-01");
    public static final IssuerCode ISSUER = IssuerCode.parse("K7QF");
    private static final ProducerId PRODUCER = ProducerId.parse("P-KAD-0012");
    private static final PlaceId ORCHARD = PlaceId.parse("V-KAD-0012");
    private static final CommuneId COMMUNE = CommuneId.parse("ml.sikasso.kadiolo.nimbougou");
    private static final LocalDate DAY = LocalDate.of(2026, 5, 11);
    private static final AtomicLong IDS = new AtomicLong();

    private Fixture() {}

    /** What must be registered before the first harvest. */
    public static List<Request> registers() {
        return List.of(
                request(new RegisterOrganisation(
                        COOPERATIVE,
                        "Coopérative des planteurs de Kadiolo",
                        OrganisationKind.COOPERATIVE,
                        COMMUNE,
                        null,
                        List.of(ISSUER),
                        null,
                        null)),
                request(new RegisterProducer(PRODUCER, null, COMMUNE, LocalDate.of(2026, 1, 20), List.of(), null)),
                request(new RegisterPlace(
                        ORCHARD, PlaceKind.ORCHARD, null, null, PRODUCER, COMMUNE, null, null, null)));
    }

    /** Axon Test's given-when-then over the ledger as it runs; a command is a {@link Request}, a given event a {@code LedgerEntry}. */
    public static AxonTestFixture ledgerOn(PostgresJournal journal) {
        return AxonTestFixture.with(AxonLedger.configurer(journal, Rulebook.shipped(), CLOCK));
    }

    public static LotId lot(int serial) {
        return LotId.ofDay(DAY, ISSUER, serial);
    }

    public static RecordHarvest harvest(int serial, long grams) {
        return harvest(lot(serial), grams);
    }

    static RecordHarvest harvest(LotId lot, long grams) {
        return new RecordHarvest(
                lot,
                VarietyCode.parse("KEN"),
                DAY,
                null,
                ORCHARD,
                null,
                Weight.ofGrams(grams),
                null,
                null,
                null,
                null,
                List.of(),
                null);
    }

    /** {@code grams} of one lot become another. */
    public static GroupLots taking(int from, long grams, int into) {
        return new GroupLots(
                lot(into), ORCHARD, List.of(new Portion(lot(from), Weight.ofGrams(grams))), null, null, null, null);
    }

    public static Request request(LedgerCommand command) {
        return request(
                new EventId(new UUID(0x01980000_0000_7000L, 0x8000_0000_0000_0000L + IDS.incrementAndGet())), command);
    }

    public static Request request(EventId id, LedgerCommand command) {
        return new Request(
                id,
                Instant.parse("2026-05-11T09:10:00Z"),
                Source.LIVE,
                List.of(),
                List.of(),
                null,
                Actor.of(COOPERATIVE),
                command);
    }

    /** The same, taken over from a book: recorded late without anybody's confirmation. */
    public static Request imported(Request request) {
        return new Request(
                request.eventId(),
                request.occurredAt(),
                Source.IMPORT,
                List.of(),
                List.of(),
                null,
                request.by(),
                request.command());
    }
}
