package org.jekasy.language;

/** Why a lot is held. */
public enum HoldReason {
    FLY_LARVA,
    MOISTURE,
    RESIDUE_SUSPECT,
    TEMP_EXCURSION,
    DOC_MISSING,
    MIX_SUSPECT,
    WEIGHT_DISPUTE,
    AUTHORITY_ORDER
}
