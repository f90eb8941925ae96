package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;

/** What the rules know of one container: who stuffed it, what is in it, its seals, and whether it left. */
public final class Container {
    private final ContainerNumber id;
    private final PartyId holder;
    final Set<Sscc> units = new LinkedHashSet<>();
    final Set<LotId> lots = new LinkedHashSet<>();
    final Set<String> seals = new LinkedHashSet<>();

    Instant stuffedAt;

    @Nullable
    ConsignmentDeparted departed;

    @Nullable
    Instant arrivedAt;

    Container(ContainerNumber id, PartyId holder, Instant stuffedAt) {
        this.id = id;
        this.holder = holder;
        this.stuffedAt = stuffedAt;
    }

    public ContainerNumber id() {
        return id;
    }

    public PartyId holder() {
        return holder;
    }

    public Set<Sscc> units() {
        return Collections.unmodifiableSet(units);
    }

    /** Lots that lie loose in it. */
    public Set<LotId> lots() {
        return Collections.unmodifiableSet(lots);
    }

    /** When it was stuffed last. */
    public Instant stuffedAt() {
        return stuffedAt;
    }

    /** Its last departure, null before the first. */
    public @Nullable ConsignmentDeparted departed() {
        return departed;
    }

    /** True between a departure and the arrival. */
    public boolean isOnItsWay() {
        return departed != null && arrivedAt == null;
    }

    /** True once it arrived: it may be emptied, leave again with what is in it, or be stuffed anew. */
    public boolean hasArrived() {
        return arrivedAt != null;
    }

    public Set<String> seals() {
        return Collections.unmodifiableSet(seals);
    }
}
