package org.jekasy.language;

/** How goods travel. */
public enum TransportMode {
    ROAD,
    SEA,
    AIR,
    RAIL
}
