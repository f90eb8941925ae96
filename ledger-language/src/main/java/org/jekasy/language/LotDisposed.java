package org.jekasy.language;

/** A part of a lot was destroyed or left the trade. */
public record LotDisposed(LotId lot, PartyId holder, Weight weight, String method, String reason)
        implements LedgerEvent {}
