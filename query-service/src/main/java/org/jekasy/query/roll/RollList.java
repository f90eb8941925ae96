package org.jekasy.query.roll;

import java.util.List;
import org.jekasy.language.IssuerCode;
import org.jspecify.annotations.Nullable;

/** Rolls, the newest first, ten at most. {@code nextSerials}: where each issuer's next roll may begin. {@code next}: what to ask with {@code after=} for those that follow. */
public record RollList(
        long position,
        List<RollPage> rolls,
        List<NextSerial> nextSerials,
        @Nullable Long next) {
    /** The first serial after all that an issuer ever gave out. */
    public record NextSerial(IssuerCode issuer, int serial) {}
}
