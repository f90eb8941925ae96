package org.jekasy.command.identity;

import java.time.Instant;
import java.util.Set;
import org.jekasy.language.Actor;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something that may act for an organisation, by the subject of its tokens. Never a name: {@code operator} is the number that enters the
 * ledger.
 */
public record Member(
        String subject,
        Kind kind,
        PartyId organisation,
        @Nullable String operator,
        @Nullable String device,
        Set<Role> roles,
        Set<String> scopes,
        boolean active,
        @Nullable Instant validUntil,
        @Nullable Instant endedBefore) {
    /** What stands behind a subject. */
    public enum Kind {
        PERSON,
        MACHINE,
        PHONE
    }

    static Member person(String subject, PartyId organisation, String operator, Set<Role> roles) {
        return new Member(subject, Kind.PERSON, organisation, operator, null, roles, Set.of(), true, null, null);
    }

    /** Who acts, as the ledger keeps it. */
    public Actor actor() {
        return new Actor(organisation, operator, device);
    }

    /** The roles it acts in: a machine that may record is a station's. */
    Set<Role> actsAs() {
        return kind == Kind.MACHINE && scopes.contains("record") ? Set.of(Role.STATION_CLERK) : roles;
    }

    /** Whether something made for this member at {@code since} is still believed. A second is the finest a token says. */
    boolean admits(Instant since, Instant now) {
        return isLive(now) && isOfNow(since);
    }

    /** Whether what was made at {@code since} was not ended everywhere afterwards. */
    boolean isOfNow(Instant since) {
        return endedBefore == null || !since.isBefore(endedBefore);
    }

    /** Whether it may act: neither blocked nor past its end. */
    boolean isLive(Instant now) {
        return active && (validUntil == null || now.isBefore(validUntil));
    }
}
