package org.jekasy.query.follow;

/** An entry does not fit what was read before it: the pages would be wrong, so following stops. */
public final class LedgerOutOfOrder extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerOutOfOrder(String message) {
        super(message);
    }
}
