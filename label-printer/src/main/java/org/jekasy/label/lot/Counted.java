package org.jekasy.label.lot;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the ledger says of a lot's labels at {@code GET /lots/{lot}}: how many were printed and how many of them voided, and of a packed lot how many units it
 * has and how many its maker sent off.
 */
public record Counted(
        long issued,
        long voided,
        @Nullable Long units,
        @Nullable Long shipped) {
    static Counted of(JsonNode lot) {
        JsonNode labels = lot.path("labels");
        return new Counted(
                labels.path("issued").longValue(),
                labels.path("voided").longValue(),
                number(lot.path("made").path("packing").path("count")),
                number(labels.path("unitsShipped")));
    }

    private static @Nullable Long number(JsonNode said) {
        return said.isIntegralNumber() ? said.longValue() : null;
    }

    /** How many labels may be on packages. */
    public long valid() {
        return issued - voided;
    }

    /** Whether there are labels for which there is no unit. */
    public boolean tooMany() {
        return units != null && valid() > units;
    }
}
