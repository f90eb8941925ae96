package org.jekasy.command.ledger;

import java.time.Instant;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEvent;

/** What is in force at a position: an entry's event, or what a correction put in its place. */
record Fact(long position, EventId entry, Instant occurredAt, LedgerEvent event) {}
