package org.jekasy.standalone;

/** A service answered, but not what was expected: where it was asked, what was expected, and what came. */
final class NotAsExpected extends Exception {
    private static final long serialVersionUID = 1L;

    private final String asked;
    private final String expected;
    private final String found;

    NotAsExpected(String asked, String expected, String found) {
        super(asked + ": " + expected + " expected, " + found + " found");
        this.asked = asked;
        this.expected = expected;
        this.found = found;
    }

    String sentence(Language language) {
        return language.say(
                asked + " : attendu " + expected + ", trouvé " + found,
                asked + ": expected " + expected + ", found " + found);
    }
}
