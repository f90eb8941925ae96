package org.jekasy.language;

/** What is added to a process and is no lot: water, sugar, acid. */
public record Additive(String name, Weight weight) {}
