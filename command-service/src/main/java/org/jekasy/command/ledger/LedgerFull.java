package org.jekasy.command.ledger;

/** The ledger has no room for one more entry. Nothing was recorded and nothing is lost; somebody must make room first. */
public final class LedgerFull extends LedgerUnavailable {
    private static final long serialVersionUID = 1L;

    public LedgerFull(String why, Throwable cause) {
        super(why, cause);
    }
}
