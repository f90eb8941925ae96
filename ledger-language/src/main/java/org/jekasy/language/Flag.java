package org.jekasy.language;

/** Something improbable that was accepted: which rule, and the reason the operator gave. */
public record Flag(RuleCode code, String reason) {}
