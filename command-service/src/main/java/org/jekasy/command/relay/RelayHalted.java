package org.jekasy.command.relay;

/** The topic is not a copy of this journal, and making it one is a person's decision. The message says what is wrong and what to do, French first. */
public final class RelayHalted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RelayHalted(String french, String english) {
        super(french + "\n" + english);
    }
}
