package org.jekasy.query.access;

/** What became of a request for a second person. */
public enum ApprovalState {
    WAITING,
    GRANTED,
    REJECTED
}
