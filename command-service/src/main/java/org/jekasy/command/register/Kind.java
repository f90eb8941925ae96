package org.jekasy.command.register;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** What a file tells of, and the columns it can not do without. */
public enum Kind {
    HARVESTS,
    DELIVERIES,
    PRODUCERS,
    ORGANISATIONS;

    List<Column> required() {
        return switch (this) {
            case HARVESTS -> List.of(Column.TICKET, Column.DATE, Column.ORCHARD, Column.VARIETY, Column.WEIGHT);
            case DELIVERIES -> List.of(Column.TICKET, Column.DATE, Column.PRODUCER, Column.WEIGHT);
            case PRODUCERS -> List.of(Column.PRODUCER, Column.COMMUNE, Column.CONSENT);
            case ORGANISATIONS -> List.of(Column.ORGANISATION, Column.NAME);
        };
    }

    /** As it is asked for and answered: {@code harvests}. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
