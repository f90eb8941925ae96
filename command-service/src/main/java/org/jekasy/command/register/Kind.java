package org.jekasy.command.register;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a file tells of, and the columns it can not do without. */
enum Kind {
    HARVESTS(Column.TICKET, Column.DATE, Column.ORCHARD, Column.VARIETY, Column.WEIGHT),
    DELIVERIES(Column.TICKET, Column.DATE, Column.PRODUCER, Column.WEIGHT),
    PRODUCERS(Column.PRODUCER, Column.COMMUNE, Column.CONSENT),
    ORGANISATIONS(Column.ORGANISATION, Column.NAME);

    private final List<Column> required;

    Kind(Column... required) {
        this.required = List.of(required);
    }

    List<Column> required() {
        return required;
    }

    boolean isComplete(Set<Column> columns) {
        return columns.containsAll(required);
    }

    /** As it is asked for and answered: {@code harvests}. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
