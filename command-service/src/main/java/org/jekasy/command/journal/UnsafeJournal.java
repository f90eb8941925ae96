package org.jekasy.command.journal;

/** The service does not start on this database; the message says why and what to do, in French, then in English. */
public final class UnsafeJournal extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnsafeJournal(String french, String english) {
        super(french + "\n" + english);
    }
}
