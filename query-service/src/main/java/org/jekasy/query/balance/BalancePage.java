package org.jekasy.query.balance;

import java.util.List;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jspecify.annotations.Nullable;

/**
 * The mass balance of a lot, a run, a party or a season, every term named. {@code remainderG} = in − out − here and must be 0.
 * {@code making} tells what became of what went into other lots: its terms (what went in above 0, what came out or was lost below) sum to
 * {@code makingRemainderG}, which must be 0 too.
 */
public record BalancePage(
        Scope scope,
        long position,
        List<Term> in,
        List<Term> out,
        List<Term> here,
        long remainderG,
        List<Term> making,
        long makingRemainderG) {
    /** What is balanced: exactly one of lot and run, or a party, a season, or a party within a season. */
    public record Scope(
            @Nullable LotId lot,
            @Nullable RunId run,
            @Nullable PartyId party,
            @Nullable SeasonId season) {}

    /** Grams under one name. */
    public record Term(Name name, long weightG) {}

    /** What mass comes from, goes to, or is. */
    public enum Name {
        /** Harvested or delivered. */
        HARVESTED,
        /** Made of other lots. */
        MADE,
        /** Received from another party. */
        RECEIVED,
        /** Sent, refused by the receiver, back in stock. */
        RETURNED,
        /** A disputed excess that was let into stock. */
        DISPUTE_SETTLED,
        /** Found to be more than was booked. */
        ADJUSTED_UP,
        /** Found to be less than was booked. */
        ADJUSTED_DOWN,
        /** Went into other lots. */
        USED,
        /** Sent to another party. */
        SHIPPED,
        /** Destroyed or left the trade. */
        DISPOSED,
        /** In stock. */
        STOCK,
        /** On its way, or missing and not yet adjusted. */
        IN_TRANSIT,
        /** Received beyond what was sent, and disputed. */
        DISPUTED,
        /** Water, sugar and the like. */
        ADDITIVES,
        /** What a grouping was booked to weigh more or less than its inputs. */
        DIFFERENCE,
        /** By-products without a lot code, which leave the ledger. */
        BY_PRODUCTS,
        /** Waste of packing. */
        WASTE,
        /** Lost in the process. */
        LOSS
    }
}
