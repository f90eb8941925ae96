package org.jekasy.query.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of the register, by code; {@code next}: what to ask with {@code after=} for what follows. */
public record RegisterList<T>(
        long position, List<T> entries, @Nullable String next) {}
