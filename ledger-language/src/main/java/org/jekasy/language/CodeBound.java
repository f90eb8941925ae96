package org.jekasy.language;

/** A code of a roll stands for a lot from now on: the sticker is on it. {@code holder} had the lot when it was bound. */
public record CodeBound(LotId code, LotId lot, PartyId holder) implements LedgerEvent {}
