package org.jekasy.language;

/** Why goods travel: in trade, or to quarantine (the only way a recalled lot may travel). */
public enum ShipmentPurpose {
    TRADE,
    QUARANTINE
}
