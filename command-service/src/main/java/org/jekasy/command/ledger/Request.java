package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jekasy.language.Actor;
import org.jekasy.language.Document;
import org.jekasy.language.EventId;
import org.jekasy.language.Source;
import org.jspecify.annotations.Nullable;

/**
 * One order to the ledger: the command and what every command has. {@code by} is taken by the door, never from the body; {@code kmFromPlace} is
 * made by the door from the device's position and the register; {@code confirmedSince} is what somebody else confirmed after it was sent, no part of what
 * it is known by when it comes again; null where nobody did.
 */
public record Request(
        EventId eventId,
        Instant occurredAt,
        Source source,
        List<Confirmation> confirmed,
        List<Document> documents,
        @Nullable Integer kmFromPlace,
        Actor by,
        LedgerCommand command,
        @Nullable List<Confirmation> confirmedSince) {
    public Request {
        confirmed = List.copyOf(confirmed);
        documents = List.copyOf(documents);
        // a list that was not written is read as an empty one
        confirmedSince = confirmedSince == null || confirmedSince.isEmpty() ? null : List.copyOf(confirmedSince);
    }

    /** As it is sent. */
    public Request(
            EventId eventId,
            Instant occurredAt,
            Source source,
            List<Confirmation> confirmed,
            List<Document> documents,
            @Nullable Integer kmFromPlace,
            Actor by,
            LedgerCommand command) {
        this(eventId, occurredAt, source, confirmed, documents, kmFromPlace, by, command, null);
    }

    /** The same with what somebody else confirmed as well. */
    public Request confirmedToo(List<Confirmation> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Confirmation> since = new ArrayList<>(Objects.requireNonNullElse(confirmedSince, List.of()));
        since.addAll(more);
        return new Request(eventId, occurredAt, source, confirmed, documents, kmFromPlace, by, command, since);
    }

    /** What whoever sent it confirmed, and then what somebody else did. */
    public List<Confirmation> allConfirmed() {
        List<Confirmation> all = new ArrayList<>(confirmed);
        all.addAll(Objects.requireNonNullElse(confirmedSince, List.of()));
        return all;
    }
}
