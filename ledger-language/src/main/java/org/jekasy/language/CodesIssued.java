package org.jekasy.language;

/** Codes were given out to be printed on a roll: the {@code count} codes of one issuer from a first to a last serial ({@link Roll}). None of them is a lot yet. */
public record CodesIssued(PartyId organisation, IssuerCode issuer, int firstSerial, int lastSerial, int count)
        implements LedgerEvent {}
