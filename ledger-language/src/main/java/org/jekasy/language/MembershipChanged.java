package org.jekasy.language;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An organisation joined a union or left it. From that day on the union sees the lots of its member, or sees them no more. */
public record MembershipChanged(
        PartyId member,
        PartyId union,
        MembershipChange change,
        LocalDate from,
        @Nullable String note) implements LedgerEvent {}
