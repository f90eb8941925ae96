package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.Collections;
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

    Instant builtAt;

    Unit(Sscc id, PartyId holder, Instant builtAt) {
        this.id = id;
        this.whereabouts = new Account.Stock(holder);
        this.builtAt = builtAt;
    }

    public Sscc id() {
        return id;
    }

    public Map<LotId, Contents> contents() {
        return Collections.unmodifiableMap(contents);
    }

    /** True once it was taken apart: its number may be used again. */
    public boolean isEmpty() {
        return contents.isEmpty();
    }

    /** When it was built. */
    public Instant builtAt() {
        return builtAt;
    }

    /** A party's stock, or the consignment it travels in. */
    public Account whereabouts() {
        return whereabouts;
    }

    public @Nullable ContainerNumber container() {
        return container;
    }
}
