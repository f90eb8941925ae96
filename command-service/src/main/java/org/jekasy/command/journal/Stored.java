package org.jekasy.command.journal;

import java.time.Instant;
import java.util.UUID;

/** One row of the journal. {@code entry} are the bytes as written, {@code position} is 0 until it has its place. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copies would be the only cost of a value type here
public record Stored(
        long position,
        UUID eventId,
        String type,
        int version,
        Instant occurredAt,
        Instant recordedAt,
        String organisation,
        byte[] requestHash,
        byte[] entry) {}
