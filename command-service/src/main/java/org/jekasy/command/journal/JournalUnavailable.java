package org.jekasy.command.journal;

import java.sql.SQLException;

/** PostgreSQL does not answer. Nothing is known to be lost: whoever sends the same event id again gets the first receipt, or records it then. */
public final class JournalUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String DISK_FULL = "53100";

    public JournalUnavailable(String why) {
        super(why);
    }

    public JournalUnavailable(String why, Throwable cause) {
        super(why, cause);
    }

    static boolean saysFull(SQLException refused) {
        return DISK_FULL.equals(refused.getSQLState());
    }

    /** True where PostgreSQL answered, and says that its disk is full. */
    public boolean isFull() {
        return getCause() instanceof SQLException refused && saysFull(refused);
    }
}
