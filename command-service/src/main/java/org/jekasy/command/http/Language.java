package org.jekasy.command.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The language an answer is written in: French, or English for who prefers it by {@code Accept-Language}. */
public final class Language {
    private static final List<Locale> SPOKEN = List.of(Locale.FRENCH, Locale.ENGLISH);

    private Language() {}

    /** The language of the answer to this request. */
    public static Locale of(HttpServletRequest request) {
        return of(request.getHeader("Accept-Language"));
    }

    static Locale of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return Locale.FRENCH;
        }
        try {
            Locale asked = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return asked == null ? Locale.FRENCH : asked;
        } catch (IllegalArgumentException unreadable) {
            return Locale.FRENCH;
        }
    }
}
