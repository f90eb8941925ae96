package org.jekasy.command.ledger;

/** How requests are written down: an order that waits is kept as text, and two requests are the same when their fingerprints are. */
public interface Writing {
    /** The same for the same command and all that was said with it, whichever person or device of the organisation sends it. */
    String fingerprint(Request request);

    /** The whole request as text. */
    String write(Request request);

    /** The request that was written. */
    Request read(String text);
}
