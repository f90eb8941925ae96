package org.jekasy.language;

/** How an entry reached the ledger. */
public enum Source {
    LIVE,
    OFFLINE_SYNC,
    PAPER_BACKFILL,
    IMPORT;

    /** True where a person stands behind the screen and can confirm what looks improbable. */
    public boolean isLive() {
        return this == LIVE || this == OFFLINE_SYNC;
    }
}
