package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.UnLocode;
import org.jspecify.annotations.Nullable;

/** What the rules know of one consignment: what was sent, which lines were received, when it left. */
public final class Consignment {
    private final ConsignmentShipped sent;
    final Set<Integer> receivedLines = new LinkedHashSet<>();

    @Nullable
    Instant departedAt;

    @Nullable
    UnLocode departedFrom;

    Consignment(ConsignmentShipped sent) {
        this.sent = sent;
    }

    public ConsignmentShipped sent() {
        return sent;
    }

    /** Indexes of the lines of {@link #sent()} that were received. */
    public Set<Integer> receivedLines() {
        return Set.copyOf(receivedLines);
    }

    /** When it left for its market, null before. */
    public @Nullable Instant departedAt() {
        return departedAt;
    }

    public @Nullable UnLocode departedFrom() {
        return departedFrom;
    }
}
