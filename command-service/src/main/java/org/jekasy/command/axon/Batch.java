package org.jekasy.command.axon;

import java.time.Instant;
import java.util.List;
import org.jekasy.command.ledger.Request;

/** Requests that are decided in order and recorded in one append; {@code now} is when they reached the ledger. */
record Batch(List<Request> requests, boolean atomic, Instant now) {
    Batch {
        requests = List.copyOf(requests);
    }
}
