package org.jekasy.command.ledger;

import java.util.Locale;

/** What a market can ask of a lot: the words of the column {@code requires} of {@code market_rules.csv}. */
public enum Requirement {
    /** A post-harvest treatment against fruit fly. */
    TREATMENT,
    /** A phytosanitary certificate that is valid for the market and the day. */
    PHYTOSANITARY_CERTIFICATE,
    /** That certificate names this lot, or the pallet it is on. */
    CERTIFICATE_COVERS_LOTS,
    /** A certificate of inspection, of what is sold as organic. */
    CERTIFICATE_OF_INSPECTION_IF_ORGANIC_CLAIM,
    /** Nothing helps. */
    NOT_ADMITTED;

    /** Reads the word of the table; one the rules do not know is a defect of the build, never passed over. */
    static Requirement parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The word of the table. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
