package org.jekasy.command.register;

import java.util.Locale;

/** A row, or a whole file, that can not be brought to the ledger. Nothing of it is recorded. */
final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Why why;

    Unfit(Why why) {
        super(null, null, false, false);
        this.why = why;
    }

    Why why() {
        return why;
    }

    @Override
    public String getMessage() {
        return why.code().wire() + " " + why.sentence(Locale.FRENCH);
    }
}
