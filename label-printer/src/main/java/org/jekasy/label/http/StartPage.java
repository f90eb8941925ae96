package org.jekasy.label.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.paper.LabelOrder;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.paper.SheetOrder;
import org.jekasy.label.qr.Correction;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.util.HtmlUtils;

/** The page for people: type lot codes, look at the labels, take the sheet. One form, no JavaScript. */
@RestController
class StartPage {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final int MOST_SHOWN = 6;

    // its own style by its hash and nothing else: whatever text reached the page, none of it can run
    private static final String POLICY = "default-src 'none'; style-src '" + sha256(StartPage.STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final LabelPress press;

    StartPage(LabelPress press) {
        this.press = press;
    }

    /** With codes, the first labels are shown under the form. */
    @GetMapping("/")
    ResponseEntity<String> page(
            @RequestParam(name = "lot", required = false) List<String> typed, Locale reader, WebRequest request) {
        List<LotCode> lots = typed == null ? List.of() : SheetOrder.lots(typed);
        String labels = lots.stream()
                .limit(MOST_SHOWN)
                .map(lot -> """
                        <figure>%2$s<figcaption>%1$s : <a href="/labels/%1$s.pdf">PDF</a> · \
                        <a href="/labels/%1$s.png">PNG</a> · <a href="/labels/%1$s.svg">SVG</a></figcaption></figure>
                        """.formatted(lot, press.svg(new LabelOrder(lot, LabelSize.SHEET_CELL, Correction.M))))
                .collect(Collectors.joining());
        return answer(HttpStatus.OK, "", labels, request, reader);
    }

    /** The page again, with what was typed and why it was refused. */
    ResponseEntity<String> refused(HttpStatusCode status, String sentence, WebRequest request, Locale reader) {
        return answer(status, "<p class=\"refused\" role=\"alert\">" + escaped(sentence) + "</p>", "", request, reader);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static ResponseEntity<String> answer(
            HttpStatusCode status, String refused, String labels, WebRequest request, Locale reader) {
        boolean english = reader.getLanguage().equals("en");
        return ResponseEntity.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_LANGUAGE, reader.getLanguage())
                .header("Content-Security-Policy", POLICY)
                .body((english ? ENGLISH : FRENCH)
                        .formatted(
                                STYLE,
                                refused,
                                typed(request, "lot", ""),
                                typed(request, "copies", "1"),
                                typed(request, "start-at", "1"),
                                labels));
    }

    private static String typed(WebRequest request, String name, String otherwise) {
        try {
            String[] values = request.getParameterValues(name);
            return escaped(values == null ? otherwise : String.join("\n", values));
        } catch (InvalidParameterException e) {
            // the very thing that is being refused
            return escaped(otherwise);
        }
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:1.05rem/1.5 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1rem}
            h1{line-height:1.2}
            textarea,input,button{font:inherit;padding:.5rem;border:1px solid #767676;border-radius:.3rem;box-sizing:border-box}
            textarea{width:100%;margin-top:.4rem;font-family:ui-monospace,monospace;font-size:1.2rem}
            input{width:6rem}
            label{font-weight:600}
            .row{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:1rem 0}
            .row label{display:block}
            button{min-height:3rem;padding:.5rem 1.2rem;cursor:pointer}
            .main{background:#1b5e20;color:#fff;border-color:#1b5e20;font-weight:600}
            .refused{background:#fdecea;color:#7f1d1d;border-left:.4rem solid #b91c1c;padding:.7rem 1rem}
            figure{display:inline-block;margin:0 1rem 1rem 0}
            figure svg{display:block;border:1px solid #999;max-width:100%;height:auto}
            :focus-visible{outline:4px solid #1565c0;outline-offset:2px}
            code{font-size:.95em}
            """;

    private static final String FRENCH = """
            <!doctype html>
            <html lang="fr"><head><meta charset="utf-8"><title>Étiquettes de lots</title>
            <meta name="viewport" content="width=device-width,initial-scale=1"><style>%1$s</style></head><body><main>
            <h1>Étiquettes de lots</h1>
            %2$s
            <form method="post" action="/sheets">
            <label for="lot">Codes de lot, un par ligne</label>
            <textarea id="lot" name="lot" rows="6" required autofocus spellcheck="false" autocapitalize="characters"
             placeholder="26092K7QF00045">%3$s</textarea>
            <div class="row">
            <div><label for="copies">Étiquettes par lot</label><input id="copies" name="copies" inputmode="numeric" value="%4$s"></div>
            <div><label for="start">Première place libre (1 à 24)</label><input id="start" name="start-at" inputmode="numeric" value="%5$s"></div>
            </div>
            <div class="row">
            <button class="main">Planche A4 (PDF)</button>
            <button formaction="/" formmethod="get">Voir les étiquettes</button>
            </div>
            </form>
            %6$s
            <p>La planche a 3 × 8 étiquettes de 70 × 37 mm. Imprimez-la à 100 %%, sans « ajuster à la page ». Une planche
            entamée sert encore : comptez les places de gauche à droite et donnez la première libre.</p>
            <p>Chaque QR est relu avant de sortir ; une étiquette qui ne se relit pas est refusée.</p>
            <h2>Pour les programmes</h2>
            <p><code>GET /labels/LOT.png</code>, <code>.svg</code>, <code>.pdf</code> (<code>size</code>, <code>dpi</code>,
            <code>correction</code>) · <code>GET /sheets.pdf?lot=…&amp;start-at=…</code> · <code>POST /sheets</code> avec une
            liste JSON de codes</p>
            </main></body></html>
            """;

    private static final String ENGLISH = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Lot labels</title>
            <meta name="viewport" content="width=device-width,initial-scale=1"><style>%1$s</style></head><body><main>
            <h1>Lot labels</h1>
            %2$s
            <form method="post" action="/sheets">
            <label for="lot">Lot codes, one a line</label>
            <textarea id="lot" name="lot" rows="6" required autofocus spellcheck="false" autocapitalize="characters"
             placeholder="26092K7QF00045">%3$s</textarea>
            <div class="row">
            <div><label for="copies">Labels a lot</label><input id="copies" name="copies" inputmode="numeric" value="%4$s"></div>
            <div><label for="start">First free place (1 to 24)</label><input id="start" name="start-at" inputmode="numeric" value="%5$s"></div>
            </div>
            <div class="row">
            <button class="main">A4 sheet (PDF)</button>
            <button formaction="/" formmethod="get">Look at the labels</button>
            </div>
            </form>
            %6$s
            <p>The sheet has 3 × 8 labels of 70 × 37 mm. Print it at 100 %%, never “fit to page”. A half used sheet still
            serves: count its places from left to right and give the first free one.</p>
            <p>Every QR code is read back before it leaves; a label that does not read back is refused.</p>
            <h2>For programs</h2>
            <p><code>GET /labels/LOT.png</code>, <code>.svg</code>, <code>.pdf</code> (<code>size</code>, <code>dpi</code>,
            <code>correction</code>) · <code>GET /sheets.pdf?lot=…&amp;start-at=…</code> · <code>POST /sheets</code> with a
            JSON list of codes</p>
            </main></body></html>
            """;
}
