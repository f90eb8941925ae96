package org.jekasy.command.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jekasy.language.EventId;

/** The port through which every order reaches the ledger. Blocking; safe for many callers. */
public interface Ledger {
    /** Decides and records one request. The same event id with the same body gets the first receipt again. */
    Outcome submit(Request request);

    /**
     * Decides requests in order, each on what the former ones changed, and records them in one append; one answer each. A bad one never blocks the
     * others, unless {@code atomic}: then all are recorded or none.
     */
    List<Outcome> submit(List<Request> requests, boolean atomic);

    /**
     * Decides requests as {@link #submit(List, boolean)} would, not atomic, each on what the former ones would change, and records nothing. What would
     * be recorded is answered with a receipt at position 0, what is recorded already with its own. Any number of requests.
     */
    List<Outcome> preview(List<Request> requests);

    /** The receipt of an entry once more; empty when there is no entry of this id. */
    Optional<Receipt> receipt(EventId entry);

    /** What is known under these tags now: for whoever has to look something up before an order can be written. It may have changed when the order comes. */
    Lots known(Set<Tag> tags);
}
