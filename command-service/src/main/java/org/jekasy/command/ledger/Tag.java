package org.jekasy.command.ledger;

import java.time.Instant;
import java.time.LocalDate;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.EventId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.RecallId;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;

/** What an entry belongs to, and so what a decision can be made on: a lot, a unit, a ticket … Written {@code lot:26131K7QF0042H}. */
public record Tag(String key, String value) {
    /** The key of {@link #labelOrder}. */
    public static final String LABEL_ORDER = "label-order";

    private static final String GROWER = "grower";

    public static Tag lot(LotId lot) {
        return new Tag("lot", lot.text());
    }

    public static Tag unit(Sscc unit) {
        return new Tag("unit", unit.text());
    }

    public static Tag container(ContainerNumber container) {
        return new Tag("container", container.text());
    }

    public static Tag consignment(ConsignmentId consignment) {
        return new Tag("consignment", consignment.text());
    }

    public static Tag organisation(PartyId organisation) {
        return new Tag("organisation", organisation.text());
    }

    /** All organisations: read to know who registered the first of them. */
    static Tag organisations() {
        return new Tag("organisations", "all");
    }

    public static Tag issuer(IssuerCode issuer) {
        return new Tag("issuer", issuer.text());
    }

    /** A stretch of codes of rolls of one issuer, the one this code lies in: given out and voided under it, bound under the code itself. */
    static Tag roll(LotId code) {
        return new Tag("roll", "%s/%04d".formatted(code.issuer(), Codes.stretch(code)));
    }

    public static Tag place(PlaceId place) {
        return new Tag("place", place.text());
    }

    public static Tag producer(ProducerId producer) {
        return new Tag("producer", producer.text());
    }

    /** All harvests of one producer in one season: what the capacity of his land is judged on. Only their sum is read, see {@link #isSummed}. */
    public static Tag grower(ProducerId producer, SeasonId season) {
        return new Tag(GROWER, producer + "/" + season);
    }

    /** True for a tag under which not the entries are read but only what they come to, in grams (see {@link Tags#grams}). */
    public boolean isSummed() {
        return key.equals(GROWER);
    }

    /** One weighing ticket of a cooperative and season. */
    public static Tag ticket(PartyId cooperative, SeasonId season, String ticket) {
        return new Tag("ticket", cooperative + "/" + season + "/" + ticket);
    }

    public static Tag alias(String number) {
        return new Tag("alias", number);
    }

    public static Tag run(RunId run) {
        return new Tag("run", run.text());
    }

    public static Tag recall(RecallId recall) {
        return new Tag("recall", recall.text());
    }

    public static Tag certificate(CertificateKind kind, String number) {
        return new Tag("certificate", kind + "/" + number);
    }

    /** What one operator did in a stretch of time, see {@link Whereabouts}. */
    static Tag operator(PartyId organisation, String operator, Instant at) {
        return new Tag(
                "operator",
                organisation + "/" + operator + "/"
                        + Math.floorDiv(at.getEpochSecond(), Whereabouts.STRETCH.toSeconds()));
    }

    /** Whether an organisation belongs to a union. */
    public static Tag membership(PartyId union, PartyId member) {
        return new Tag("membership", union + "/" + member);
    }

    /** What an owner lets another organisation see. */
    public static Tag visibility(PartyId owner, PartyId reader) {
        return new Tag("visibility", owner + "/" + reader);
    }

    /** What waits for a second person, and what became of it. */
    public static Tag approval(EventId approval) {
        return new Tag("approval", approval.text());
    }

    /** What was said of an order for labels, named by the entry that ordered them. */
    public static Tag labelOrder(EventId order) {
        return new Tag(LABEL_ORDER, order.text());
    }

    /** The orders for labels of one day (UTC, of recording) for a station, or (null) for any. Read to find what waits, never by a rule: no two orders collide. */
    static Tag labelOrders(PartyId organisation, @Nullable String station, LocalDate day) {
        return new Tag("label-orders", organisation + "/" + (station == null ? "" : station) + "/" + day);
    }

    /** One entry by its id. It is found by the journal's key, no entry is written with it. */
    public static Tag entry(EventId entry) {
        return new Tag("entry", entry.text());
    }

    /** Reads what {@link #text} wrote. */
    public static Tag parse(String text) {
        int colon = text.indexOf(':');
        return new Tag(text.substring(0, colon), text.substring(colon + 1));
    }

    public String text() {
        return key + ":" + value;
    }

    @Override
    public String toString() {
        return text();
    }
}
