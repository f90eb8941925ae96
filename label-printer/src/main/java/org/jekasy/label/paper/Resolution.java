package org.jekasy.label.paper;

import java.util.Map;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;

/** Dots an inch of a picture, 100 to 600; thermal printers have 203, 300 or 600. */
public record Resolution(int dpi) {
    private static final int LEAST = 100;
    private static final int MOST = 600;

    /** Refused with {@code VALUE_REFUSED} outside of 100 to 600. */
    public Resolution {
        if (dpi < LEAST || dpi > MOST) {
            throw refused(Integer.toString(dpi));
        }
    }

    /** Reads {@code 203}; refused with {@code VALUE_REFUSED}. */
    public static Resolution parse(String asked) {
        if (!asked.matches("[0-9]{1,4}")) {
            throw refused(asked);
        }
        return new Resolution(Integer.parseInt(asked));
    }

    private static Refusal refused(String asked) {
        return new Refusal(
                Reason.VALUE_REFUSED,
                Map.of(
                        "name",
                        "dpi",
                        "value",
                        Refusal.shown(asked),
                        "allowed",
                        new Reason.Said(
                                "Un nombre de points par pouce de " + LEAST + " à " + MOST + ".",
                                "A number of dots an inch from " + LEAST + " to " + MOST + ".")));
    }
}
