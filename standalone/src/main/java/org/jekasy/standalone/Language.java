package org.jekasy.standalone;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The language of what a terminal says: French, unless the user's locale asks for English. */
public enum Language {
    FRENCH,
    ENGLISH;

    /** Reads LC_ALL, LC_MESSAGES and LANG in the order POSIX gives them; the first that is set decides. */
    public static Language of(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(locale -> !locale.isBlank())
                .findFirst()
                .filter(locale -> locale.toLowerCase(Locale.ROOT).startsWith("en"))
                .map(_ -> ENGLISH)
                .orElse(FRENCH);
    }

    public String say(String french, String english) {
        return switch (this) {
            case FRENCH -> french;
            case ENGLISH -> english;
        };
    }
}
