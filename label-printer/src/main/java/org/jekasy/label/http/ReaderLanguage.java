package org.jekasy.label.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** English for those who ask for it, French for everybody else; a header nobody understands asks for nothing. */
@Component("localeResolver")
class ReaderLanguage extends AcceptHeaderLocaleResolver {
    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return wanted(request.getHeader("Accept-Language"));
    }

    static Locale wanted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return Locale.FRENCH;
        }
        try {
            Locale wanted = Locale.lookup(LanguageRange.parse(acceptLanguage), List.of(Locale.FRENCH, Locale.ENGLISH));
            return wanted == null ? Locale.FRENCH : wanted;
        } catch (IllegalArgumentException e) {
            return Locale.FRENCH;
        }
    }
}
