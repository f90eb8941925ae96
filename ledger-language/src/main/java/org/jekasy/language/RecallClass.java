package org.jekasy.language;

/** How dangerous the hazard of a recall is: I most, III least. */
public enum RecallClass {
    I,
    II,
    III
}
