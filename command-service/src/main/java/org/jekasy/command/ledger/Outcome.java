package org.jekasy.command.ledger;

import java.util.List;

/** What became of a request. */
public sealed interface Outcome {
    /** It is in the ledger; {@code repeated} when it was there before this request. */
    record Recorded(Receipt receipt, boolean repeated) implements Outcome {}

    /** It can not be recorded. */
    record Refused(Refusal refusal) implements Outcome {}

    /** It looks improbable: nothing is recorded until a person confirms each warning. */
    record Unconfirmed(List<Warning> warnings) implements Outcome {
        public Unconfirmed {
            warnings = List.copyOf(warnings);
        }
    }

    /** In an atomic batch: well in itself, but not recorded because another item failed. */
    record LeftOut() implements Outcome {}

    /** A second person must approve it first; recorded as waiting at this receipt (HTTP 202). */
    record Awaiting(Receipt receipt) implements Outcome {}
}
