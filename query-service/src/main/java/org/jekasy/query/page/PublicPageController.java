package org.jekasy.query.page;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jekasy.language.Gtin;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.ProductCode;
import org.jekasy.query.identity.TooOften;
import org.jekasy.query.label.ScanCount;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.roll.CodeState;
import org.jekasy.query.roll.Sticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The addresses on labels. They never change; an unknown, a mistyped and a voided code, and one of a roll that is bound to no lot yet, each
 * get their own honest page.
 */
@Controller
class PublicPageController {
    // the page has no script and takes nothing from elsewhere; whatever text reached it, none of it can run
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Logger LOG = LoggerFactory.getLogger(PublicPageController.class);

    private final PublicPages pages;
    private final NearCodes nearCodes;
    private final ScanCount scans;

    PublicPageController(PublicPages pages, NearCodes nearCodes, ScanCount scans) {
        this.pages = pages;
        this.nearCodes = nearCodes;
        this.scans = scans;
    }

    /** GS1 Digital Link of a lot, with or without a serial. */
    @GetMapping(
            path = {"/01/{gtin}/10/{lot}", "/01/{gtin}/10/{lot}/21/{serial}"},
            produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView digitalLink(
            @PathVariable String gtin,
            @PathVariable String lot,
            @PathVariable(required = false) @Nullable String serial,
            @RequestParam(required = false) @Nullable String lang,
            Locale locale,
            HttpServletResponse response) {
        try {
            Gtin.parse(gtin);
        } catch (Malformed malformed) {
            return sorry("label", malformed.read(), List.of(), HttpStatus.BAD_REQUEST, locale, response);
        }
        return page(lot, serial, lang, locale, response);
    }

    /** The own-domain form, for lots without a GTIN, with or without a serial. */
    @GetMapping(
            path = {"/class/{product}/lot/{lot}", "/class/{product}/lot/{lot}/21/{serial}"},
            produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView ownForm(
            @PathVariable String product,
            @PathVariable String lot,
            @PathVariable(required = false) @Nullable String serial,
            @RequestParam(required = false) @Nullable String lang,
            Locale locale,
            HttpServletResponse response) {
        try {
            ProductCode.parse(product);
        } catch (Malformed malformed) {
            return sorry("label", malformed.read(), List.of(), HttpStatus.BAD_REQUEST, locale, response);
        }
        return page(lot, serial, lang, locale, response);
    }

    /** What is written by hand: the lot code alone, or with the number of the label. */
    @GetMapping(
            path = {"/l/{lot}", "/l/{lot}/21/{serial}"},
            produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView byCode(
            @PathVariable String lot,
            @PathVariable(required = false) @Nullable String serial,
            @RequestParam(required = false) @Nullable String lang,
            Locale locale,
            HttpServletResponse response) {
        return page(lot, serial, lang, locale, response);
    }

    /** A field to type a code into. */
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    Object start(@RequestParam(required = false) @Nullable String code, Locale locale, HttpServletResponse response) {
        if (code == null || code.isBlank()) {
            heads(response, locale, CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
            return new ModelAndView("start").addObject("lang", locale.getLanguage());
        }
        String[] typed =
                code.strip().replaceFirst("[?#].*$", "").replaceFirst("/+$", "").split("/", -1);
        // who copies the whole address of a label means the code at its end, or the one before the label's own number
        int last = typed.length - 1;
        boolean numbered = last >= 2 && typed[last - 1].equals("21");
        RedirectView to = new RedirectView(
                (numbered ? "/l/{lot}/21/{serial}" : "/l/{lot}") + "?lang=" + locale.getLanguage(), true);
        to.setStatusCode(HttpStatus.SEE_OTHER);
        ModelAndView redirect = new ModelAndView(to);
        redirect.addObject("lot", typed(typed[numbered ? last - 2 : last]));
        redirect.addObject("serial", typed[last]);
        to.setExposeModelAttributes(false);
        return redirect;
    }

    private static String typed(String code) {
        String typed = code.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return typed.length() > 40 ? typed.substring(0, 40) : typed;
    }

    private ModelAndView page(
            String code, @Nullable String serial, @Nullable String lang, Locale locale, HttpServletResponse response) {
        LotId lot;
        try {
            lot = LotId.parse(code.toUpperCase(Locale.ROOT));
        } catch (Malformed malformed) {
            List<String> near = nearCodes.known(code.toUpperCase(Locale.ROOT));
            return sorry("mistyped", malformed.read(), near, HttpStatus.BAD_REQUEST, locale, response);
        }
        Sticker sticker = pages.sticker(lot);
        if (sticker != null && sticker.state() != CodeState.BOUND) {
            boolean free = sticker.state() == CodeState.FREE;
            HttpStatus status = free ? HttpStatus.NOT_FOUND : HttpStatus.GONE;
            return sorry(free ? "free" : "void", lot.text(), List.of(), status, locale, response);
        }
        try {
            PublicPage page = pages.page(lot, sticker, serial, locale);
            PublicPage.Label label = page.label();
            boolean forged = label != null && label.warning() != null && !label.gone();
            // no label has a language in its address: who chose one has scanned before, or typed
            if (label != null && !forged && lang == null) {
                scans.count(LotId.parse(page.lot()), label.number());
            }
            // a hold or a recall must show within the minute; a label that is unknown now may be told of in a minute
            heads(
                    response,
                    locale,
                    forged
                            ? CacheControl.noStore()
                            : CacheControl.maxAge(Duration.ofSeconds(30)).cachePublic());
            // the code was given, and withdrawn for ever
            boolean gone = page.voided() || (label != null && label.gone());
            HttpStatus status = gone ? HttpStatus.GONE : forged ? HttpStatus.NOT_FOUND : HttpStatus.OK;
            return new ModelAndView("lot", status).addObject("page", page).addObject("lang", locale.getLanguage());
        } catch (Unknown unknown) {
            return sorry("unknown", lot.text(), List.of(), HttpStatus.NOT_FOUND, locale, response);
        }
    }

    private static ModelAndView sorry(
            String kind,
            String read,
            List<String> near,
            HttpStatus status,
            Locale locale,
            HttpServletResponse response) {
        // what is not known now may be known in a minute
        heads(response, locale, CacheControl.noStore());
        return new ModelAndView("sorry", status)
                .addObject("kind", kind)
                .addObject("read", read)
                .addObject("near", near)
                .addObject("lang", locale.getLanguage());
    }

    private static void heads(HttpServletResponse response, Locale locale, CacheControl cache) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, cache.getHeaderValue());
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage());
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    @ExceptionHandler({
        TransientDataAccessException.class,
        NonTransientDataAccessResourceException.class,
        RecoverableDataAccessException.class,
        TransactionException.class
    })
    ModelAndView away(RuntimeException away, Locale locale, HttpServletResponse response) {
        LOG.warn("The public page can not be read: {}", away.toString());
        ModelAndView sorry = sorry("away", "", List.of(), HttpStatus.SERVICE_UNAVAILABLE, locale, response);
        response.setHeader(HttpHeaders.RETRY_AFTER, "10");
        return sorry;
    }

    /** Turned away before the page was looked for. */
    @ExceptionHandler
    ModelAndView tooOften(TooOften refused, Locale locale, HttpServletResponse response) {
        ModelAndView sorry = sorry("often", "", List.of(), HttpStatus.TOO_MANY_REQUESTS, locale, response);
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        return sorry;
    }
}
