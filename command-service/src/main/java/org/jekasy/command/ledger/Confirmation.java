package org.jekasy.command.ledger;

import org.jekasy.language.RuleCode;

/** A person has seen this warning and says why it is right all the same. */
public record Confirmation(RuleCode code, String reason) {}
