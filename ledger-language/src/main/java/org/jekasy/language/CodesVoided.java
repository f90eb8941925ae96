package org.jekasy.language;

/**
 * Codes of a roll are void: lost, wet, torn. Those of one issuer from a first to a last serial that stand for no lot will never stand for one; those that
 * stand for a lot already go on doing so.
 */
public record CodesVoided(PartyId organisation, IssuerCode issuer, int firstSerial, int lastSerial, String reason)
        implements LedgerEvent {}
