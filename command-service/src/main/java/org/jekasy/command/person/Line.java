package org.jekasy.command.person;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody did with a person's data: a line of the audit, which holds none of them. */
record Line(
        Instant at,
        Deed what,
        @Nullable String operator,
        @Nullable String detail) {
    /** What can be done with them. */
    enum Deed {
        LISTED,
        READ,
        KEPT,
        CONSENT_GIVEN,
        CONSENT_WITHDRAWN,
        HANDED_ON,
        NOT_HANDED_ON,
        EXPORTED,
        ERASED
    }
}
