package org.jekasy.command.register;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of one row. {@code line} is its number in the file; {@code ticket} what it is found again by; {@code why} where there is something to say. */
public record RowResult(
        int line, String ticket, Outcome outcome, @Nullable Why why) {
    /** The four things that can become of a row. */
    public enum Outcome {
        ACCEPTED,
        FLAGGED,
        REPEATED,
        REFUSED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
