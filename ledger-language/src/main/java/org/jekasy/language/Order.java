package org.jekasy.language;

/** A command as it was handed in, while it waits for a second person: its event id, its name, and all of it in the written form of the doors. */
public record Order(EventId eventId, String command, String request) {}
