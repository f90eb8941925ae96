package org.jekasy.query.lot;

/** How a lot came to be. */
public enum How {
    HARVEST,
    DELIVERY,
    GROUPING,
    SPLIT,
    PROCESS,
    TREATMENT,
    PACKING,
    BY_PRODUCT;

    /** True where it came from the tree and not from other lots. */
    public boolean isOrigin() {
        return this == HARVEST || this == DELIVERY;
    }
}
