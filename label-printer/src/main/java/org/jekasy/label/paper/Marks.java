package org.jekasy.label.paper;

import java.util.StringJoiner;
import org.jekasy.label.lot.Sscc;
import org.jspecify.annotations.Nullable;

/**
 * What is marked on a label beside its lot: that it is for demonstration, that it is a further copy (2 and up), the number
 * of the pallet it goes on, which upright labels carry as bars, and the label's own number, which stands under its QR code.
 */
record Marks(
        boolean demonstration,
        int copy,
        @Nullable Sscc sscc,
        @Nullable String serial) {
    Marks(boolean demonstration) {
        this(demonstration, 1, null);
    }

    Marks(boolean demonstration, int copy, @Nullable Sscc sscc) {
        this(demonstration, copy, sscc, null);
    }

    Marks {
        if (copy < 1) {
            throw new IllegalArgumentException("copy " + copy);
        }
    }

    /** The words of the black strip; empty when there is none. */
    String banner() {
        StringJoiner words = new StringJoiner(" · ");
        if (demonstration) {
            words.add("démonstration");
        }
        if (copy > 1) {
            words.add("copie " + copy);
        }
        return words.toString();
    }
}
