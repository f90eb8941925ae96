package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.List;
import org.jekasy.language.EventId;
import org.jekasy.language.Flag;

/** The ledger's word that an entry is recorded: its position for ever, when, and with which flags. */
public record Receipt(EventId eventId, long position, Instant recordedAt, List<Flag> flags) {
    public Receipt {
        flags = List.copyOf(flags);
    }
}
