package org.jekasy.command.register;

import java.util.Locale;
import org.jekasy.language.RuleCode;

/** A row, or a whole file, that can not be brought to the ledger. Nothing of it is recorded. */
final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Why why;
    private final boolean tooLarge;

    Unfit(Why why) {
        this(why, false);
    }

    private Unfit(Why why, boolean tooLarge) {
        super(null, null, false, false);
        this.why = why;
        this.tooLarge = tooLarge;
    }

    /** More bytes than are taken. */
    static Unfit tooLarge() {
        return new Unfit(
                new Why(
                        RuleCode.E_FORM_01,
                        "Ce fichier pèse plus de 10 Mo. Envoyez-le en plusieurs fois.",
                        "This file is larger than 10 MB. Send it in parts."),
                true);
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    Why why() {
        return why;
    }

    @Override
    public String getMessage() {
        return why.code().wire() + " " + why.sentence(Locale.FRENCH);
    }
}
