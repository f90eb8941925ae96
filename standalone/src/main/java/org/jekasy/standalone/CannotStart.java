package org.jekasy.standalone;

import org.jspecify.annotations.Nullable;

/** Why nothing was started: one sentence a person can act on, in both languages. Whatever was already open is closed before it is said. */
public final class CannotStart extends Exception {
    private static final long serialVersionUID = 1L;

    private final String french;
    private final String english;

    CannotStart(String french, String english) {
        this(french, english, null);
    }

    CannotStart(String french, String english, @Nullable Throwable cause) {
        super(english, cause);
        this.french = french;
        this.english = english;
    }

    public String sentence(Language language) {
        return language.say(french, english);
    }
}
