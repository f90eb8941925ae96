package org.jekasy.query.page;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.jekasy.language.Gtin;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.ProductCode;
import org.jekasy.query.read.Unknown;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The addresses on labels. They never change; an unknown, a mistyped and a voided code each get their own honest page. */
@Controller
class PublicPageController {
    private final PublicPages pages;

    PublicPageController(PublicPages pages) {
        this.pages = pages;
    }

    /** GS1 Digital Link of a lot, with or without a serial. */
    @GetMapping(
            path = {"/01/{gtin}/10/{lot}", "/01/{gtin}/10/{lot}/21/{serial}"},
            produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView digitalLink(
            @PathVariable String gtin, @PathVariable String lot, Locale locale, HttpServletResponse response) {
        try {
            Gtin.parse(gtin);
        } catch (Malformed malformed) {
            return mistyped(malformed, locale);
        }
        return page(lot, locale, response);
    }

    /** The own-domain form, for lots without a GTIN. */
    @GetMapping(path = "/class/{product}/lot/{lot}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView ownForm(
            @PathVariable String product, @PathVariable String lot, Locale locale, HttpServletResponse response) {
        try {
            ProductCode.parse(product);
        } catch (Malformed malformed) {
            return mistyped(malformed, locale);
        }
        return page(lot, locale, response);
    }

    /** What is written by hand: the lot code alone. */
    @GetMapping(path = "/l/{lot}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView byCode(@PathVariable String lot, Locale locale, HttpServletResponse response) {
        return page(lot, locale, response);
    }

    /** A field to type a code into. */
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    Object start(@RequestParam(required = false) @Nullable String code, Locale locale) {
        if (code == null || code.isBlank()) {
            return new ModelAndView("start").addObject("lang", locale.getLanguage());
        }
        String typed = code.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        RedirectView to = new RedirectView("/l/{typed}?lang=" + locale.getLanguage(), true);
        to.setStatusCode(HttpStatus.SEE_OTHER);
        ModelAndView redirect = new ModelAndView(to);
        redirect.addObject("typed", typed.length() > 40 ? typed.substring(0, 40) : typed);
        to.setExposeModelAttributes(false);
        return redirect;
    }

    private ModelAndView page(String code, Locale locale, HttpServletResponse response) {
        LotId lot;
        try {
            lot = LotId.parse(code.toUpperCase(Locale.ROOT));
        } catch (Malformed malformed) {
            return mistyped(malformed, locale);
        }
        try {
            PublicPage page = pages.page(lot, locale);
            // a hold or a recall must show within the minute
            response.setHeader(
                    HttpHeaders.CACHE_CONTROL,
                    CacheControl.maxAge(Duration.ofSeconds(30)).cachePublic().getHeaderValue());
            return new ModelAndView("lot").addObject("page", page).addObject("lang", locale.getLanguage());
        } catch (Unknown unknown) {
            return sorry("unknown", lot.text(), null, HttpStatus.NOT_FOUND, locale);
        }
    }

    private static ModelAndView mistyped(Malformed malformed, Locale locale) {
        return sorry("mistyped", malformed.read(), malformed.expected(), HttpStatus.BAD_REQUEST, locale);
    }

    private static ModelAndView sorry(
            String kind, String read, @Nullable String expected, HttpStatus status, Locale locale) {
        ModelAndView sorry = new ModelAndView("sorry", status);
        sorry.addObject("kind", kind).addObject("read", read).addObject("lang", locale.getLanguage());
        if (expected != null && expected.length() <= 20 && expected.matches("[0-9A-Z]+")) {
            sorry.addObject("expected", expected);
        }
        return sorry;
    }
}
