package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.List;

/** Requests that are decided in order and recorded in one append; {@code now} is when they reached the ledger. */
public record Batch(List<Request> requests, boolean atomic, Instant now) {
    public Batch {
        requests = List.copyOf(requests);
    }
}
