package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.Variety;
import org.jspecify.annotations.Nullable;

/**
 * One weighing ticket of mango from one orchard, variety and day becomes one lot. Left out, the producer is the orchard's, the day that of
 * {@code occurredAt}, the cooperative who acts, the season that of the day, the ticket the lot's code.
 */
public record RecordHarvest(
        LotId lot,
        VarietyCode variety,
        @Nullable LocalDate harvestedOn,
        @Nullable ProducerId producer,
        PlaceId orchard,
        @Nullable PlaceId place,
        Weight weight,
        @Nullable Integer crates,
        @Nullable Weight gross,
        @Nullable String ticket,
        @Nullable SeasonId season,
        List<Claim> claims,
        @Nullable LocalDate lastTreatedOn)
        implements LedgerCommand {
    private static final ProductCode FRESH_MANGO = ProductCode.parse("mango_fresh");
    private static final long SQUARE_METRES_PER_HECTARE = 10_000;

    public RecordHarvest {
        claims = claims.stream().distinct().sorted().toList();
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>(Set.of(
                Tag.lot(lot),
                Tag.issuer(lot.issuer()),
                Tag.place(orchard),
                Tag.organisation(request.by().organisation()),
                ticketTag(request)));
        if (producer != null) {
            tags.add(Tag.producer(producer));
            tags.add(Tag.grower(producer, seasonOf(request)));
        }
        if (place != null) {
            tags.add(Tag.place(place));
        }
        if (lot.isOfRoll()) {
            tags.add(Tag.roll(lot));
        }
        return tags;
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        PartyId cooperative = situation.organisation(situation.by()).organisation();
        LocalDate day = situation.workedOn("harvestedOn", harvestedOn);
        PlaceRegistered from = situation.place(orchard);
        ProducerId owner = from.producer();
        if (from.kind() != PlaceKind.ORCHARD || owner == null) {
            throw new Refusal(Reason.NOT_AN_ORCHARD, "place", orchard);
        }
        ProducerRegistered grower = situation.producer(producer == null ? owner : producer, cooperative);
        if (!owner.equals(grower.producer())) {
            throw new Refusal(
                    Reason.ORCHARD_OF_ANOTHER, "orchard", orchard, "owner", owner, "producer", grower.producer());
        }
        if (place != null) {
            situation.place(place);
        }
        situation.variety(variety);
        checkRipe(situation, day);
        SeasonId in = Situation.season(season, seasonOf(day), day);
        situation.newTicket(cooperative, in, ticketNumber());
        situation.newLot(lot);
        checkWeight(situation, from, grower.producer(), in);
        Situation.checkClaims(claims, grower);
        if (lastTreatedOn != null) {
            Situation.checkOrder("lastTreatedOn", lastTreatedOn, "harvestedOn", day);
        }
        CommuneId commune = from.commune() == null ? grower.commune() : from.commune();
        return new HarvestRecorded(
                lot,
                FRESH_MANGO,
                variety,
                day,
                grower.producer(),
                orchard,
                place == null ? orchard : place,
                cooperative,
                commune,
                weight,
                crates,
                gross,
                ticketNumber(),
                in,
                claims,
                lastTreatedOn);
    }

    // fruit far outside the season of its variety is another variety, or another year
    private void checkRipe(Situation situation, LocalDate day) {
        Variety known =
                situation.rulebook().reference().varieties().find(variety).orElseThrow();
        LocalDate from = known.seasonFrom().atYear(day.getYear());
        LocalDate to = known.seasonTo().atYear(day.getYear());
        long days = Math.max(0, Math.max(ChronoUnit.DAYS.between(day, from), ChronoUnit.DAYS.between(to, day)));
        Band band = situation.rulebook().band("M-H-04");
        Object[] numbers = {"variety", variety, "day", day, "days", days, "from", from, "to", to, "limit", limit(band)};
        switch (band.of(BigDecimal.valueOf(days))) {
            case USUAL -> {}
            case UNUSUAL -> situation.warn(Reason.OUT_OF_SEASON, numbers);
            case IMPOSSIBLE -> throw new Refusal(Reason.FAR_OUT_OF_SEASON, numbers);
        }
    }

    private static Object limit(Band band) {
        BigDecimal limit = band.hardMax();
        return limit == null ? "–" : limit;
    }

    private void checkWeight(Situation situation, PlaceRegistered from, ProducerId grower, SeasonId in) {
        situation.within("M-H-01", Situation.kilograms(weight.grams()));
        if (crates != null) {
            if (crates <= 0) {
                throw new Refusal(Reason.UNREADABLE, "field", "crates", "read", crates);
            }
            situation.within(
                    "M-H-02",
                    Situation.kilograms(weight.grams())
                            .divide(BigDecimal.valueOf(crates), 3, java.math.RoundingMode.HALF_UP));
        }
        if (gross != null && gross.compareTo(weight) < 0) {
            throw new Refusal(
                    Reason.OUT_OF_RANGE,
                    "field",
                    "grossG",
                    "value",
                    Situation.kilograms(gross.grams()),
                    "uom",
                    "KGM",
                    "min",
                    Situation.kilograms(weight.grams()),
                    "max",
                    "–");
        }
        Long area = from.areaM2();
        if (area != null) {
            checkCapacity(situation, area, grower, in);
        }
    }

    // more fruit than the land can bear is the classic sign of foreign fruit in the name of a member
    private void checkCapacity(Situation situation, long areaM2, ProducerId grower, SeasonId in) {
        Band band = situation.rulebook().band("M-H-03");
        long total = situation.sumOfOthers(Tag.grower(grower, in)) + weight.grams();
        BigDecimal hectares = BigDecimal.valueOf(areaM2, 4);
        BigDecimal kilosPerHectare = Situation.kilograms(total)
                .multiply(BigDecimal.valueOf(SQUARE_METRES_PER_HECTARE))
                .divide(BigDecimal.valueOf(areaM2), 3, java.math.RoundingMode.HALF_UP);
        Band.Fit fit = band.of(kilosPerHectare);
        if (fit == Band.Fit.USUAL) {
            return;
        }
        BigDecimal limit = fit == Band.Fit.IMPOSSIBLE ? band.hardMax() : band.warnMax();
        Object[] numbers = {
            "producer",
            grower,
            "total",
            new Weight(total),
            "area",
            hectares,
            "limit",
            limit == null ? "–" : limit.movePointLeft(3)
        };
        if (fit == Band.Fit.IMPOSSIBLE) {
            throw new Refusal(Reason.BEYOND_CAPACITY, numbers);
        }
        situation.warn(Reason.ABOVE_CAPACITY, numbers);
    }

    private String ticketNumber() {
        return ticket == null ? lot.text() : ticket;
    }

    private SeasonId seasonOf(Request request) {
        LocalDate day = harvestedOn == null ? LocalDate.ofInstant(request.occurredAt(), ZoneOffset.UTC) : harvestedOn;
        return season == null ? seasonOf(day) : season;
    }

    // mangoes ripen within a calendar year; a year no calendar has is refused later, as a day
    private static SeasonId seasonOf(LocalDate day) {
        return new SeasonId("MG-%04d".formatted(Math.clamp(day.getYear(), 0, 9999)));
    }

    private Tag ticketTag(Request request) {
        return Tag.ticket(request.by().organisation(), seasonOf(request), ticketNumber());
    }
}
