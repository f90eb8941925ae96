package org.jekasy.language;

/** How far a hold reaches. */
public enum HoldScope {
    LOT,
    LOT_AND_DESCENDANTS
}
