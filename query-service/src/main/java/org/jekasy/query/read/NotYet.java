package org.jekasy.query.read;

/** The position asked for was not read yet, though we waited: says how far the pages are. */
public final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long asked;
    private final long reached;

    public NotYet(long asked, long reached) {
        super("position " + asked + " asked, " + reached + " reached");
        this.asked = asked;
        this.reached = reached;
    }

    public long asked() {
        return asked;
    }

    public long reached() {
        return reached;
    }
}
