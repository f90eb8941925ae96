package org.jekasy.language;

/**
 * The forms of names, looked at letter by letter: every entry that is read goes through here a dozen times, and a regular expression costs more than
 * the rest of reading it.
 */
final class Form {
    private static final int LONGEST_NAME = 40;

    private Form() {}

    /** 1 to 40 letters, digits, dot, dash and underscore; the first a letter or digit. */
    static boolean isName(String text) {
        int length = text.length();
        if (length < 1 || length > LONGEST_NAME || !isAlphanumeric(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Groups of 8, 4, 4, 4 and 12 hexadecimal digits with dashes between them. */
    static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !isHexadecimal(c)) {
                return false;
            }
        }
        return true;
    }

    /** Digits, capitals, or either, as {@code form} says place by place: {@code 9} a digit, {@code A} a digit or a capital, else the letter itself. */
    static boolean is(String form, String text) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(i);
            boolean fits = switch (form.charAt(i)) {
                case '9' -> isDigit(c);
                case 'A' -> isDigit(c) || (c >= 'A' && c <= 'Z');
                default -> c == form.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(char c) {
        return isDigit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isHexadecimal(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
