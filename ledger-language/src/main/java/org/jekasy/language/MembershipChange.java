package org.jekasy.language;

/** Which way a membership changes. */
public enum MembershipChange {
    JOINED,
    LEFT
}
