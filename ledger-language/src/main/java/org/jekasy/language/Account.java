package org.jekasy.language;

/**
 * Where grams are. Three accounts are inside the ledger (a party's stock, a consignment on its way, a disputed excess); the others are the
 * outside they come from and go to. Every event moves grams from one account to another, so nothing appears or vanishes unnamed.
 */
public sealed interface Account {
    /** What a party holds and may use. */
    record Stock(PartyId holder) implements Account {}

    /** What is on its way, or missing from a receipt and not yet adjusted. */
    record Transit(ConsignmentId consignment) implements Account {}

    /** What was received beyond what was sent, above the tolerated excess: not available until adjusted. */
    record Disputed(ConsignmentId consignment) implements Account {}

    /** The outside that grams come from and go to. */
    enum Outside implements Account {
        /** The orchard or the trees. */
        ORIGIN,
        /** Went into other lots, by-products, waste or loss. */
        USED,
        /** Came out of other lots. */
        MADE,
        /** Differences that were booked. */
        ADJUSTED,
        /** Destroyed or left the trade. */
        DISPOSED
    }

    /** True for the accounts whose sum is what the ledger answers for; these may never fall below 0. */
    default boolean isInside() {
        return switch (this) {
            case Stock s -> true;
            case Transit t -> true;
            case Disputed d -> true;
            case Outside o -> false;
        };
    }
}
