package org.jekasy.query.read;

/** The ledger knows nothing under this name: what kind of thing was asked for, in the spelling of the wire, and what it was called. */
public final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String kind;
    private final String asked;

    public Unknown(String kind, String asked) {
        super("unknown " + kind + " " + asked);
        this.kind = kind;
        this.asked = asked;
    }

    public String kind() {
        return kind;
    }

    public String asked() {
        return asked;
    }
}
