package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jekasy.language.ConsignmentDeparted;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.LotId;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;

/** What the rules know of one consignment: what was sent, which lines were received, when it left. */
public final class Consignment {
    private final ConsignmentShipped sent;
    final Set<Integer> receivedLines = new LinkedHashSet<>();

    @Nullable
    ConsignmentDeparted departed;

    @Nullable
    Instant arrivedAt;

    Consignment(ConsignmentShipped sent) {
        this.sent = sent;
    }

    public ConsignmentShipped sent() {
        return sent;
    }

    /** Indexes of the lines of {@link #sent()} that were received. */
    public Set<Integer> receivedLines() {
        return Collections.unmodifiableSet(receivedLines);
    }

    /** Index of the line of this lot and unit that was not received yet, -1 where there is none. */
    int openLine(LotId lot, @Nullable Sscc unit) {
        for (int i = 0; i < sent.lines().size(); i++) {
            ShippedLine line = sent.lines().get(i);
            if (line.lot().equals(lot) && Objects.equals(line.unit(), unit) && !receivedLines.contains(i)) {
                return i;
            }
        }
        return -1;
    }

    /** The lines that were not received yet. */
    public List<ShippedLine> openLines() {
        List<ShippedLine> open = new ArrayList<>();
        for (int i = 0; i < sent.lines().size(); i++) {
            if (!receivedLines.contains(i)) {
                open.add(sent.lines().get(i));
            }
        }
        return open;
    }

    /** Its last departure, null before the first. */
    public @Nullable ConsignmentDeparted departed() {
        return departed;
    }

    /** True between a departure and the arrival. */
    public boolean isOnItsWay() {
        return departed != null && arrivedAt == null;
    }
}
