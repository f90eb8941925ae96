package org.jekasy.command.journal;

/** PostgreSQL does not answer. Nothing is known to be lost: whoever sends the same event id again gets the first receipt, or records it then. */
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalUnavailable(String why) {
        super(why);
    }

    public JournalUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
