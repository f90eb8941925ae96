package org.jekasy.command.identity;

/** What somebody typed can not be taken; the sentence says what to do, in French and English. */
final class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String french;
    private final String english;

    NotTaken(String french, String english) {
        super(french, null, false, false);
        this.french = french;
        this.english = english;
    }

    String sentence(boolean inEnglish) {
        return inEnglish ? english : french;
    }
}
