package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.Actor;
import org.jekasy.language.Document;
import org.jekasy.language.EventId;
import org.jekasy.language.Source;
import org.jspecify.annotations.Nullable;

/**
 * One order to the ledger: the command and what every command has. {@code by} is taken by the door, never from the body; {@code kmFromPlace} is
 * made by the door from the device's position and the register.
 */
public record Request(
        EventId eventId,
        Instant occurredAt,
        Source source,
        List<Confirmation> confirmed,
        List<Document> documents,
        @Nullable Integer kmFromPlace,
        Actor by,
        LedgerCommand command) {
    public Request {
        confirmed = List.copyOf(confirmed);
        documents = List.copyOf(documents);
    }

    /** The same with what somebody else confirmed as well. */
    public Request confirmedToo(List<Confirmation> more) {
        List<Confirmation> all = new ArrayList<>(confirmed);
        all.addAll(more);
        return new Request(eventId, occurredAt, source, all, documents, kmFromPlace, by, command);
    }
}
