package org.jekasy.command.ledger;

import java.util.Set;

/** The decision needs histories that were not read yet: read them too and decide again. */
public final class NotRead extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Set<Tag> tags;

    public NotRead(Set<Tag> tags) {
        super(null, null, false, false);
        this.tags = Set.copyOf(tags);
    }

    public Set<Tag> tags() {
        return tags;
    }
}
