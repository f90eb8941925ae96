package org.jekasy.language;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A paper behind an entry: its type, number, issuer, date and, where a file exists, its SHA-256 in hex. */
public record Document(
        String type,
        String number,
        @Nullable String issuer,
        @Nullable LocalDate date,
        @Nullable String sha256) {}
