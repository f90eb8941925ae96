package org.jekasy.query.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** French or English: what {@code ?lang=} says, else what the browser prefers of the two, else French. */
@Component("localeResolver")
class Languages implements LocaleResolver {
    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        String asked = request.getParameter("lang");
        if (asked != null) {
            return asked.equals("en") ? Locale.ENGLISH : Locale.FRENCH;
        }
        if (request.getHeader("Accept-Language") != null) {
            for (Enumeration<Locale> preferred = request.getLocales(); preferred.hasMoreElements(); ) {
                String language = preferred.nextElement().getLanguage();
                if (language.equals("en")) {
                    return Locale.ENGLISH;
                }
                if (language.equals("fr")) {
                    return Locale.FRENCH;
                }
            }
        }
        return Locale.FRENCH;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("the language is asked for in each request");
    }
}
