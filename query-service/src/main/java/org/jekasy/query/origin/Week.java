package org.jekasy.query.origin;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.temporal.IsoFields;

/** A week of harvest (ISO 8601): written {@code 2026-W14}. */
public record Week(int year, int number) implements Comparable<Week> {
    public static Week of(LocalDate day) {
        return new Week(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    @Override
    public int compareTo(Week other) {
        return year != other.year ? Integer.compare(year, other.year) : Integer.compare(number, other.number);
    }

    @JsonValue
    @Override
    public String toString() {
        return "%d-W%02d".formatted(year, number);
    }
}
