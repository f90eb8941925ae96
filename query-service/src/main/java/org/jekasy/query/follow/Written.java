package org.jekasy.query.follow;

import org.jekasy.language.LedgerEntry;

/** An entry and the text it was written as: kept as it is, never written again, since it is what is hashed. */
public record Written(LedgerEntry entry, String text) {
    public long position() {
        return entry.position();
    }
}
