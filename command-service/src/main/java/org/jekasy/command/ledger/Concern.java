package org.jekasy.command.ledger;

import java.util.Set;
import org.jekasy.language.Account;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.RecallId;
import org.jekasy.language.RecallOpened;
import org.jekasy.language.Sscc;

/**
 * Whether an organisation has a part in what a name stands for: it holds it, once held it, sends or receives it. Whoever has none is not told what became
 * of it, nor that there is such a thing. A name nobody has given concerns nobody.
 */
public final class Concern {
    private Concern() {}

    /** Answered from what is known under {@link Tag#lot}. */
    public static boolean lot(Lots known, LotId lot, PartyId who) {
        Lot found = known.lot(lot);
        ConsignmentId way = found.travelsIn();
        return found.isKnown() && (found.wasWith(who) || (way != null && consignment(known, way, who)));
    }

    /** Whether there is such a lot at all. */
    public static boolean isThere(Lots known, LotId lot) {
        return known.lot(lot).isKnown();
    }

    /** Whether there is such a producer at all. */
    public static boolean isThere(Lots known, ProducerId producer) {
        return known.producer(producer) != null;
    }

    /** Whether there is such a place at all. */
    public static boolean isThere(Lots known, PlaceId place) {
        return known.place(place) != null;
    }

    /** The lots on a pallet. */
    public static Set<LotId> on(Lots known, Sscc unit) {
        Unit found = known.unit(unit);
        return found == null ? Set.of() : found.contents().keySet();
    }

    /** The lots of a recall. */
    public static Set<LotId> in(Lots known, RecallId recall) {
        RecallOpened opened = known.recall(recall);
        return opened == null ? Set.of() : Set.copyOf(opened.lots());
    }

    /** Answered from what is known under {@link Tag#unit} and under {@link Tag#lot} of what is on it. */
    public static boolean unit(Lots known, Sscc unit, PartyId who) {
        Unit found = known.unit(unit);
        return found != null
                && (found.whereabouts().equals(new Account.Stock(who))
                        || on(known, unit).stream().anyMatch(lot -> lot(known, lot, who)));
    }

    /** Answered from what is known under {@link Tag#consignment}. */
    public static boolean consignment(Lots known, ConsignmentId consignment, PartyId who) {
        Consignment found = known.consignment(consignment);
        return found != null
                && (found.sent().from().equals(who) || found.sent().to().equals(who));
    }

    /** Answered from what is known under {@link Tag#container}. */
    public static boolean container(Lots known, ContainerNumber container, PartyId who) {
        Container found = known.container(container);
        return found != null && found.holder().equals(who);
    }

    /** Answered from what is known under {@link Tag#producer}. */
    public static boolean producer(Lots known, ProducerId producer, PartyId who) {
        ProducerRegistered found = known.producer(producer);
        return found != null && found.organisation().equals(who);
    }

    /**
     * Answered from what is known under {@link Tag#place}. A producer's orchard concerns his organisation only; stations and ports are named by many, and
     * shea is gathered on common land.
     */
    public static boolean place(Lots known, PlaceId place, PartyId who) {
        PlaceRegistered found = known.place(place);
        return found != null
                && (found.producer() == null || found.organisation().equals(who));
    }

    /** Answered from what is known under {@link Tag#recall} and under {@link Tag#lot} of its lots. */
    public static boolean recall(Lots known, RecallId recall, PartyId who) {
        return in(known, recall).stream().anyMatch(lot -> lot(known, lot, who));
    }
}
