package org.jekasy.language;

/** A second person did not agree, and says why: the orders that waited under this entry are off. */
public record ApprovalRejected(EventId approval, PartyId organisation, String reason) implements LedgerEvent {}
