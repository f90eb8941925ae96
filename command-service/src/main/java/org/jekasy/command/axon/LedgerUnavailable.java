package org.jekasy.command.axon;

/** The ledger can not answer now (HTTP 503). Sending the same event id again later is safe: it is recorded once. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
