package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.Sscc;
import org.jekasy.language.UnLocode;
import org.jspecify.annotations.Nullable;

/** What the rules know of one container: who stuffed it, what is in it, its seals, and whether it left. */
public final class Container {
    private final ContainerNumber id;
    private final PartyId holder;
    final Set<Sscc> units = new LinkedHashSet<>();
    final Set<LotId> lots = new LinkedHashSet<>();
    final Set<String> seals = new LinkedHashSet<>();

    @Nullable
    Instant departedAt;

    @Nullable
    UnLocode departedFrom;

    Container(ContainerNumber id, PartyId holder) {
        this.id = id;
        this.holder = holder;
    }

    public ContainerNumber id() {
        return id;
    }

    public PartyId holder() {
        return holder;
    }

    public Set<Sscc> units() {
        return Set.copyOf(units);
    }

    public Set<LotId> lots() {
        return Set.copyOf(lots);
    }

    /** When it left, null while it stands. */
    public @Nullable Instant departedAt() {
        return departedAt;
    }

    public @Nullable UnLocode departedFrom() {
        return departedFrom;
    }

    public Set<String> seals() {
        return Set.copyOf(seals);
    }
}
