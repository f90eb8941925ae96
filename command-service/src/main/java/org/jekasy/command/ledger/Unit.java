package org.jekasy.command.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jekasy.language.Account;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Contents;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;

/** What the rules know of one logistic unit: what is on it, where it is, and the container it is in. */
public final class Unit {
    private final Sscc id;
    final Map<LotId, Contents> contents = new LinkedHashMap<>();
    Account whereabouts;

    @Nullable
    ContainerNumber container;

    Unit(Sscc id, PartyId holder) {
        this.id = id;
        this.whereabouts = new Account.Stock(holder);
    }

    public Sscc id() {
        return id;
    }

    public Map<LotId, Contents> contents() {
        return Map.copyOf(contents);
    }

    /** A party's stock, or the consignment it travels in. */
    public Account whereabouts() {
        return whereabouts;
    }

    public @Nullable ContainerNumber container() {
        return container;
    }
}
