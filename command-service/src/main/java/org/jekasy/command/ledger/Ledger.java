package org.jekasy.command.ledger;

import java.util.List;

/** The port through which every order reaches the ledger. Blocking; safe for many callers. */
public interface Ledger {
    /** Decides and records one request. The same event id with the same body gets the first receipt again. */
    Outcome submit(Request request);

    /**
     * Decides requests in order, each on what the former ones changed, and records them in one append; one answer each. A bad one never blocks the
     * others, unless {@code atomic}: then all are recorded or none.
     */
    List<Outcome> submit(List<Request> requests, boolean atomic);
}
