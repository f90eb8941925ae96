package org.jekasy.command.person;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a person said for one purpose on one day, and the operator who heard it. {@code words}: how it was said, where that was noted. */
record Consent(
        Purpose purpose,
        boolean given,
        LocalDate on,
        Instant recordedAt,
        String operator,
        @Nullable String words) {
    @Override
    public String toString() {
        return purpose + (given ? " given" : " withdrawn");
    }
}
