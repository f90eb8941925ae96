package org.jekasy.query.read;

import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;

/** How many lines a list gives at once: what {@code limit=} may ask. */
public final class Limit {
    /** More is never given at once. */
    public static final int MOST = 200;

    private Limit() {}

    /** The limit asked for, from 1 to {@link #MOST}. */
    public static int of(int asked) {
        return of(asked, MOST);
    }

    /** The limit asked for where a line is much work, from 1 to {@code most}. */
    public static int of(int asked, int most) {
        if (asked < 1 || asked > most) {
            throw new Malformed(RuleCode.E_FORM_01, "limit", Integer.toString(asked), "1 … " + most);
        }
        return asked;
    }
}
