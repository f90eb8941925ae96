package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.HoldReason;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.Measurement;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * One weighing ticket of shea from one producer and collection area becomes one lot. Left out, the product is the kernel, the day that of
 * {@code occurredAt}, the cooperative who acts, the season that of the day, the ticket the lot's code, the place the area. Too moist for its band,
 * the lot is on hold from the start.
 */
public record RecordDelivery(
        LotId lot,
        @Nullable ProductCode product,
        @Nullable LocalDate deliveredOn,
        ProducerId producer,
        PlaceId area,
        @Nullable PlaceId place,
        Weight weight,
        @Nullable Integer sacks,
        @Nullable BigDecimal moisture,
        @Nullable String ticket,
        @Nullable SeasonId season,
        List<Claim> claims,
        @Nullable String priceClass,
        @Nullable LocalDate boiledOn)
        implements LedgerCommand {
    private static final ProductCode KERNEL = ProductCode.parse("shea_kernel");
    private static final ProductCode NUT = ProductCode.parse("shea_nut");
    private static final ProductCode FRUIT = ProductCode.parse("shea_fruit");

    public RecordDelivery {
        claims = claims.stream().distinct().sorted().toList();
        if (moisture != null) {
            Measurement.plain("moisture", moisture);
        }
    }

    @Override
    public Set<Tag> concerns(Request request) {
        PartyId cooperative = request.by().organisation();
        LocalDate day = deliveredOn == null ? LocalDate.ofInstant(request.occurredAt(), ZoneOffset.UTC) : deliveredOn;
        Set<Tag> tags = new LinkedHashSet<>(Set.of(
                Tag.lot(lot),
                Tag.issuer(lot.issuer()),
                Tag.producer(producer),
                Tag.place(area),
                Tag.organisation(cooperative),
                Tag.ticket(cooperative, season == null ? seasonOf(day) : season, ticketNumber())));
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
        LocalDate day = situation.workedOn("deliveredOn", deliveredOn);
        ProductCode goods = product == null ? KERNEL : situation.product(product);
        if (!Set.of(KERNEL, NUT, FRUIT).contains(goods)) {
            throw new Refusal(Reason.PRODUCT_NOT_MADE_SO, "process", "DELIVERY", "input", "shea", "output", goods);
        }
        ProducerRegistered deliverer = situation.producer(producer, cooperative);
        PlaceRegistered from = situation.place(area);
        checkArea(from);
        if (place != null) {
            situation.place(place);
        }
        SeasonId in = Situation.season(season, seasonOf(day), day);
        situation.newTicket(cooperative, in, ticketNumber());
        situation.newLot(lot);
        checkWeight(situation, goods);
        HoldReason hold = checkMoisture(situation, goods);
        Situation.checkClaims(claims, deliverer);
        if (boiledOn != null) {
            Situation.checkOrder("boiledOn", boiledOn, "deliveredOn", day);
        }
        CommuneId commune = from.commune() == null ? deliverer.commune() : from.commune();
        return new DeliveryRecorded(
                lot,
                goods,
                day,
                producer,
                area,
                place == null ? area : place,
                cooperative,
                commune,
                weight,
                sacks,
                moisture,
                ticketNumber(),
                in,
                claims,
                hold,
                Situation.optionalText("priceClass", priceClass),
                boiledOn);
    }

    // shea trees stand on common land: an area has no owner, an orchard has one
    private void checkArea(PlaceRegistered from) {
        if (from.kind() != PlaceKind.COLLECTION_AREA && from.kind() != PlaceKind.ORCHARD) {
            throw new Refusal(Reason.NOT_AN_ORCHARD, "place", area);
        }
        ProducerId owner = from.producer();
        if (owner != null && !owner.equals(producer)) {
            throw new Refusal(Reason.ORCHARD_OF_ANOTHER, "orchard", area, "owner", owner, "producer", producer);
        }
    }

    private void checkWeight(Situation situation, ProductCode goods) {
        BigDecimal kilograms = Situation.kilograms(weight.grams());
        situation.within(goods.equals(FRUIT) ? "S-C-01" : "S-C-02", kilograms);
        if (sacks == null) {
            return;
        }
        if (sacks <= 0) {
            throw new Refusal(Reason.UNREADABLE, "field", "sacks", "read", sacks);
        }
        if (!goods.equals(FRUIT)) {
            situation.within("S-C-03", kilograms.divide(BigDecimal.valueOf(sacks), 3, RoundingMode.HALF_UP));
        }
    }

    // what was dried is judged by its moisture: above the band it heats itself on the way
    private @Nullable HoldReason checkMoisture(Situation situation, ProductCode goods) {
        if (moisture == null || goods.equals(FRUIT)) {
            return null;
        }
        Band band = situation.rulebook().band("S-Q-01");
        band.admit(moisture, situation);
        return band.isTooMuch(moisture) ? HoldReason.MOISTURE : null;
    }

    private String ticketNumber() {
        return ticket == null ? lot.text() : ticket;
    }

    // the shea year begins with the first fallen fruit in June; a year no calendar has is refused later, as a day
    private static SeasonId seasonOf(LocalDate day) {
        int began = Math.clamp(day.getMonth().compareTo(Month.JUNE) < 0 ? day.getYear() - 1 : day.getYear(), 0, 9999);
        return new SeasonId("KA-%04d/%02d".formatted(began, (began + 1) % 100));
    }
}
