package org.jekasy.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jekasy.language.Actor;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.EventId;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Source;
import org.jekasy.language.Transport;
import org.jekasy.language.TransportMode;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/** A small season to test in: the words of the fixtures, and a sentence to test with: given, when, then. Kent in May 2026 around Kadiolo. */
final class Season {
    static final PartyId COOPERATIVE = PartyId.parse("COOP-KAD-01");
    static final PartyId STATION = PartyId.parse("STAT-SIK-01");
    static final IssuerCode ISSUER = IssuerCode.parse("K7QF");
    static final IssuerCode STATION_ISSUER = IssuerCode.parse("PS01");
    static final ProducerId PRODUCER = ProducerId.parse("P-KAD-0012");
    static final ProducerId ORGANIC_PRODUCER = ProducerId.parse("P-KAD-0004");
    static final PlaceId ORCHARD = PlaceId.parse("V-KAD-0012");
    static final PlaceId ORGANIC_ORCHARD = PlaceId.parse("V-KAD-0004");
    static final PlaceId POINT = PlaceId.parse("PC-KAD-01");
    static final PlaceId PACKHOUSE = PlaceId.parse("ST-SIK-01");
    static final CommuneId COMMUNE = CommuneId.parse("ml.sikasso.kadiolo.nimbougou");
    static final VarietyCode KENT = VarietyCode.parse("KEN");
    static final VarietyCode KEITT = VarietyCode.parse("KEI");
    static final LocalDate DAY = LocalDate.of(2026, 5, 11);
    static final Instant MORNING = Instant.parse("2026-05-11T09:10:00Z");
    static final Instant NOW = Instant.parse("2026-05-11T18:00:00Z");

    final PaperLedger ledger = new PaperLedger();
    private Instant occurredAt = MORNING;
    private Instant now = NOW;
    private Source source = Source.LIVE;
    private PartyId actor = COOPERATIVE;
    private @Nullable String operator;
    private @Nullable String device;
    private @Nullable Integer km;
    private long ids;

    /** A season in which the cooperative, a station, two producers with orchards, a collection point and a packhouse are known. */
    static Season inKadiolo() {
        Season season = new Season();
        season.occurredAt = Instant.parse("2026-02-01T08:00:00Z");
        season.now = Instant.parse("2026-02-01T09:00:00Z");
        season.given(
                new RegisterOrganisation(
                        COOPERATIVE,
                        "Coopérative des planteurs de Kadiolo",
                        OrganisationKind.COOPERATIVE,
                        COMMUNE,
                        null,
                        List.of(ISSUER),
                        null,
                        null),
                new RegisterPlace(POINT, PlaceKind.COLLECTION_POINT, null, null, null, COMMUNE, null, null, null),
                new RegisterProducer(PRODUCER, null, COMMUNE, LocalDate.of(2026, 1, 20), List.of(), null),
                new RegisterProducer(
                        ORGANIC_PRODUCER, null, COMMUNE, LocalDate.of(2026, 1, 20), List.of(Claim.ORGANIC), null),
                new RegisterPlace(ORCHARD, PlaceKind.ORCHARD, null, null, PRODUCER, COMMUNE, null, null, 20_000L),
                new RegisterPlace(
                        ORGANIC_ORCHARD,
                        PlaceKind.ORCHARD,
                        null,
                        null,
                        ORGANIC_PRODUCER,
                        COMMUNE,
                        null,
                        null,
                        50_000L));
        season.as(STATION)
                .given(
                        new RegisterOrganisation(
                                STATION,
                                "Station de Sikasso",
                                OrganisationKind.STATION,
                                null,
                                null,
                                List.of(STATION_ISSUER),
                                null,
                                null),
                        new RegisterPlace(PACKHOUSE, PlaceKind.STATION, null, null, null, null, null, null, null));
        season.actor = COOPERATIVE;
        season.occurredAt = MORNING;
        season.now = NOW;
        return season;
    }

    static LotId lot(int serial) {
        return LotId.ofDay(DAY, ISSUER, serial);
    }

    static LotId stationLot(int serial) {
        return LotId.ofDay(DAY, STATION_ISSUER, serial);
    }

    static Portion portion(LotId lot, long grams) {
        return new Portion(lot, Weight.ofGrams(grams));
    }

    static RecordHarvest harvest(LotId lot, long grams) {
        return new RecordHarvest(
                lot,
                KENT,
                DAY,
                PRODUCER,
                ORCHARD,
                POINT,
                Weight.ofGrams(grams),
                null,
                null,
                null,
                null,
                List.of(),
                null);
    }

    static RecordHarvest organicHarvest(LotId lot, long grams) {
        return new RecordHarvest(
                lot,
                KENT,
                DAY,
                ORGANIC_PRODUCER,
                ORGANIC_ORCHARD,
                POINT,
                Weight.ofGrams(grams),
                null,
                null,
                null,
                null,
                List.of(Claim.ORGANIC),
                null);
    }

    /** This lot left its holder for another party, all of what is named. */
    static ConsignmentShipped shipped(String consignment, PartyId from, PartyId to, Portion... portions) {
        return new ConsignmentShipped(
                ConsignmentId.parse(consignment),
                from,
                to,
                POINT,
                PACKHOUSE,
                Arrays.stream(portions)
                        .map(portion -> new ShippedLine(portion.lot(), portion.weight(), null, null))
                        .toList(),
                new Transport(TransportMode.ROAD, "AB-1234-MD", null, null),
                MORNING,
                "BL-0001",
                null);
    }

    static GroupLots grouping(LotId output, Portion... inputs) {
        return new GroupLots(output, POINT, List.of(inputs), null, null, null, null);
    }

    // ---- circumstances

    Season as(PartyId party) {
        actor = party;
        return this;
    }

    Season at(Instant when) {
        occurredAt = when;
        return this;
    }

    Season nowIs(Instant when) {
        now = when;
        return this;
    }

    Season from(Source how) {
        source = how;
        return this;
    }

    /** Who of the party acts from here on. */
    Season by(@Nullable String number) {
        operator = number;
        return this;
    }

    /** On which device, or as which machine, from here on. */
    Season on(@Nullable String name) {
        device = name;
        return this;
    }

    /** The device stood this far from the place it named. */
    Season kmAway(int kilometres) {
        km = kilometres;
        return this;
    }

    // ---- given, when, then

    /** Commands that went before; each must be accepted. */
    Season given(LedgerCommand... commands) {
        for (LedgerCommand command : commands) {
            Situation.Decision decision = ledger.submit(request(command), now);
            assertThat(decision.unconfirmed()).isEmpty();
        }
        return this;
    }

    /** A fact that is simply there, whatever rule or command made it. */
    LedgerEntry happened(LedgerEvent event) {
        EventId id = nextId();
        ids++;
        return ledger.write(new LedgerEntry(
                0, id, occurredAt, now, Actor.of(actor), source, List.of(), List.of(), null, id, id, event));
    }

    /** Who acts has these lots, as if the orchards were its own. */
    Season hasHarvested(RecordHarvest... harvests) {
        for (RecordHarvest harvest : harvests) {
            LocalDate day = harvest.harvestedOn();
            happened(new HarvestRecorded(
                    harvest.lot(),
                    ProductCode.parse("mango_fresh"),
                    harvest.variety(),
                    day == null ? LocalDate.ofInstant(occurredAt, ZoneOffset.UTC) : day,
                    Objects.requireNonNull(harvest.producer()),
                    harvest.orchard(),
                    harvest.orchard(),
                    actor,
                    COMMUNE,
                    harvest.weight(),
                    null,
                    null,
                    harvest.lot().text(),
                    SeasonId.parse("MG-2026"),
                    harvest.claims(),
                    null));
        }
        return this;
    }

    Situation.Decision when(LedgerCommand command, Confirmation... confirmed) {
        return ledger.submit(request(command, confirmed), now);
    }

    List<Situation.Decision> whenTogether(LedgerCommand... commands) {
        List<Request> requests = new ArrayList<>();
        for (LedgerCommand command : commands) {
            requests.add(request(command));
        }
        return ledger.submit(requests, now, true);
    }

    /** The command is recorded as this event. */
    void records(LedgerCommand command, LedgerEvent event) {
        assertThat(when(command).event()).isEqualTo(event);
    }

    /** The command is refused for this reason and nothing is recorded. */
    AbstractThrowableAssert<?, ? extends Throwable> refuses(LedgerCommand command, Reason reason) {
        int before = ledger.entries().size();
        Throwable thrown = catchThrowable(() -> when(command));
        assertThat(ledger.entries()).hasSize(before);
        return assertThat(thrown).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            saysAllItPromises(refusal::sentence);
        });
    }

    /** Both sentences have a number for each of their words in braces. */
    private static void saysAllItPromises(Function<Locale, String> sentence) {
        assertThat(List.of(sentence.apply(Locale.FRENCH), sentence.apply(Locale.ENGLISH)))
                .allSatisfy(said -> assertThat(said).isNotBlank().doesNotContain("{", "}"));
    }

    /** The command is held back until this warning is confirmed, and recorded with its flag once it is. */
    void warnsOf(LedgerCommand command, Reason reason) {
        int before = ledger.entries().size();
        Situation.Decision unconfirmed = when(command);
        assertThat(unconfirmed.unconfirmed()).extracting(Warning::reason).contains(reason);
        unconfirmed.unconfirmed().forEach(warning -> saysAllItPromises(warning::sentence));
        assertThat(ledger.entries()).hasSize(before);
        Confirmation[] confirmations = unconfirmed.unconfirmed().stream()
                .map(warning -> new Confirmation(warning.code(), "vérifié sur place"))
                .toArray(Confirmation[]::new);
        Situation.Decision confirmed = when(command, confirmations);
        assertThat(confirmed.unconfirmed()).isEmpty();
        assertThat(confirmed.flags()).extracting(flag -> flag.code()).contains(reason.code());
    }

    /** The same request arrives twice: it is answered alike and recorded once. */
    void recordsOnce(LedgerCommand command) {
        Request request = request(command);
        Situation.Decision first = ledger.submit(request, now);
        assertThat(first.unconfirmed()).isEmpty();
        int after = ledger.entries().size();
        assertThat(ledger.submit(request, now)).isEqualTo(first);
        assertThat(ledger.entries()).hasSize(after);
    }

    LedgerEntry last() {
        return ledger.entries().getLast();
    }

    EventId idOf(int position) {
        return ledger.entries().get(position - 1).eventId();
    }

    /** The id that the next request will have. */
    EventId nextId() {
        return new EventId(new UUID(0x01980000_0000_7000L, 0x8000_0000_0000_0001L + ids));
    }

    /** Grams of a lot with a party now. */
    long gramsOf(LotId lot, PartyId holder) {
        return ledger.history(java.util.Set.of(Tag.lot(lot))).lots().lot(lot).with(holder);
    }

    /** A lot as it stands now. */
    Lot lotNow(LotId lot) {
        return ledger.history(java.util.Set.of(Tag.lot(lot))).lots().lot(lot);
    }

    private Request request(LedgerCommand command, Confirmation... confirmed) {
        EventId id = nextId();
        ids++;
        return new Request(
                id, occurredAt, source, List.of(confirmed), List.of(), km, new Actor(actor, operator, device), command);
    }
}
