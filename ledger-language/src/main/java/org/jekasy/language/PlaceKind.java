package org.jekasy.language;

/** What a place is. */
public enum PlaceKind {
    ORCHARD,
    COLLECTION_AREA,
    COLLECTION_POINT,
    STATION,
    WAREHOUSE,
    PORT
}
