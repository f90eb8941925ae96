package org.jekasy.command.ledger;

/** The ledger can not answer at the moment. Nothing is known to be lost: whoever sends the same event id again gets its receipt, or is recorded then. */
public class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(String why) {
        super(why);
    }

    public LedgerUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
