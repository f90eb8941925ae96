package org.jekasy.query;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jekasy.language.Actor;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.CountryCode;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.Flag;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotsGrouped;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Source;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/** A ledger written by hand: every entry gets the next position, five minutes after the last one. */
public final class Book {
    public static final PartyId KADIOLO = PartyId.parse("COOP-KAD");
    public static final PartyId ZEGOUA = PartyId.parse("COOP-ZEG");
    public static final PartyId STATION = PartyId.parse("STATION-SIK");
    public static final PartyId IMPORTER = PartyId.parse("IMPORT-NL");
    public static final PlaceId POINT = PlaceId.parse("PC-KAD");
    public static final PlaceId HALL = PlaceId.parse("STA-SIK");
    public static final PlaceId ROTTERDAM = PlaceId.parse("QUAI-RTM");
    public static final CommuneId COMMUNE_KADIOLO = CommuneId.parse("ml.sikasso.kadiolo.kadiolo");
    public static final CommuneId COMMUNE_ZEGOUA = CommuneId.parse("ml.sikasso.kadiolo.zegoua");
    public static final SeasonId SEASON = SeasonId.parse("MG-2026");
    public static final ProductCode MANGO = ProductCode.parse("mango_fresh");
    public static final VarietyCode KENT = VarietyCode.parse("KEN");
    public static final LocalDate DAY = LocalDate.of(2026, 4, 2);

    private final List<LedgerEntry> entries = new ArrayList<>();
    private Instant clock = Instant.parse("2026-04-02T06:00:00Z");
    private int serial;

    /** Nobody and nothing yet. */
    public static Book empty() {
        return new Book();
    }

    public static Book withRegister() {
        Book book = new Book();
        book.organisation(KADIOLO, "Coopérative de Kadiolo", OrganisationKind.COOPERATIVE, COMMUNE_KADIOLO, "K7QF");
        book.organisation(ZEGOUA, "Coopérative de Zégoua", OrganisationKind.COOPERATIVE, COMMUNE_ZEGOUA, "ZG01");
        book.organisation(STATION, "Station de Sikasso", OrganisationKind.STATION, null, "PS01");
        book.organisation(IMPORTER, "Tropical Import", OrganisationKind.IMPORTER, null, "IM01");
        book.place(POINT, PlaceKind.COLLECTION_POINT, KADIOLO, "Point de collecte de Kadiolo", COMMUNE_KADIOLO);
        book.place(HALL, PlaceKind.STATION, STATION, "Station de Sikasso", null);
        book.place(ROTTERDAM, PlaceKind.WAREHOUSE, IMPORTER, "Entrepôt de Rotterdam", null);
        return book;
    }

    public List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    public List<LedgerEntry> from(long position) {
        return List.copyOf(entries.subList((int) position - 1, entries.size()));
    }

    public long last() {
        return entries.size();
    }

    public LedgerEntry record(LedgerEvent event, Flag... flags) {
        return record(KADIOLO, event, flags);
    }

    public LedgerEntry record(PartyId by, LedgerEvent event, Flag... flags) {
        return record(Actor.of(by), event, flags);
    }

    public LedgerEntry record(Actor by, LedgerEvent event, Flag... flags) {
        return record(by, null, event, flags);
    }

    /** Recorded by a device that was so many kilometres from the place. */
    public LedgerEntry recordAway(int km, LedgerEvent event) {
        return record(Actor.of(KADIOLO), km, event);
    }

    private LedgerEntry record(Actor by, @Nullable Integer km, LedgerEvent event, Flag... flags) {
        clock = clock.plus(Duration.ofMinutes(5));
        long position = entries.size() + 1L;
        EventId id = new EventId(new UUID(0x0198_0000_0000_7000L + position, 0x8000_0000_0000_0000L + position));
        LedgerEntry entry = new LedgerEntry(
                position,
                id,
                clock,
                clock.plusSeconds(30),
                by,
                Source.LIVE,
                List.of(flags),
                List.of(),
                km,
                id,
                id,
                event);
        entries.add(entry);
        return entry;
    }

    /** Adds an entry as it is, with the next position. */
    public void add(LedgerEntry entry) {
        entries.add(entry.at(entries.size() + 1L));
    }

    public void organisation(
            PartyId id, String name, OrganisationKind kind, @Nullable CommuneId commune, String issuer) {
        record(
                id,
                new OrganisationRegistered(
                        id,
                        name,
                        kind,
                        commune,
                        CountryCode.parse("ML"),
                        List.of(IssuerCode.parse(issuer)),
                        null,
                        null));
    }

    public void place(PlaceId id, PlaceKind kind, PartyId of, String name, @Nullable CommuneId commune) {
        record(of, new PlaceRegistered(id, kind, of, name, null, commune, null, null, null));
    }

    public LotId newLot() {
        return LotId.ofDay(DAY, IssuerCode.parse("K7QF"), ++serial);
    }

    public LotId harvest(long kg) {
        return harvest(KADIOLO, COMMUNE_KADIOLO, DAY, Weight.ofGrams(kg * 1000));
    }

    public LotId harvest(PartyId cooperative, CommuneId commune, LocalDate day, Weight weight) {
        LotId lot = newLot();
        record(cooperative, harvested(lot, cooperative, commune, day, weight));
        return lot;
    }

    public static HarvestRecorded harvested(
            LotId lot, PartyId cooperative, CommuneId commune, LocalDate day, Weight weight) {
        return new HarvestRecorded(
                lot,
                MANGO,
                KENT,
                day,
                ProducerId.parse("P-0007"),
                PlaceId.parse("V-KAD-0012"),
                POINT,
                cooperative,
                commune,
                weight,
                40,
                null,
                "T-" + lot.text(),
                SEASON,
                List.of(Claim.ORGANIC),
                null);
    }

    public static Portion all(LotId lot, long kg) {
        return new Portion(lot, Weight.ofGrams(kg * 1000));
    }

    public LotId group(PartyId holder, Portion... inputs) {
        LotId lot = newLot();
        record(holder, grouped(lot, holder, inputs));
        return lot;
    }

    public static LotsGrouped grouped(LotId lot, PartyId holder, Portion... inputs) {
        long sum = 0;
        for (Portion input : inputs) {
            sum += input.weight().grams();
        }
        return new LotsGrouped(
                lot,
                holder,
                POINT,
                MANGO,
                KENT,
                SEASON,
                List.of(inputs),
                Weight.ofGrams(sum),
                null,
                List.of(Claim.ORGANIC),
                null,
                null);
    }

    public LedgerEntry correct(long target, LedgerEvent corrected) {
        return correct(target, entries.get((int) target - 1).event(), corrected);
    }

    public LedgerEntry correct(long target, LedgerEvent inForce, LedgerEvent corrected) {
        return record(new EntryCorrected(
                entries.get((int) target - 1).eventId(),
                target,
                entries.get((int) target - 1).occurredAt(),
                CorrectReason.WRONG_WEIGHT,
                inForce,
                corrected,
                "lu 860,5 au lieu de 806,5"));
    }

    public LedgerEntry annul(long target) {
        return record(new EntryVoided(
                entries.get((int) target - 1).eventId(),
                target,
                CorrectReason.DUPLICATE,
                entries.get((int) target - 1).event(),
                "saisi deux fois"));
    }
}
