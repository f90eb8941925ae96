package org.jekasy.label.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.paper.LabelOrder;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.paper.SheetOrder;
import org.jekasy.label.qr.Correction;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** The page for people: type lot codes, look at the labels, take the sheet. One form, no JavaScript. */
@RestController
class StartPage {
    private static final int MOST_SHOWN = 6;

    private final LabelPress press;

    private final Optional<StationPages> pages;

    /** With {@code pages}, where there is a station. */
    StartPage(LabelPress press, Optional<StationPages> pages) {
        this.press = press;
        this.pages = pages;
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
        return answer(
                status, "<p class=\"refused\" role=\"alert\">" + Page.escaped(sentence) + "</p>", "", request, reader);
    }

    private ResponseEntity<String> answer(
            HttpStatusCode status, String refused, String labels, WebRequest request, Locale reader) {
        Page page = new Page(reader);
        String station =
                pages.map(p -> p.section(page, typed(request, "scan", ""))).orElse("");
        String title = station.isEmpty()
                ? page.say("Étiquettes de lots", "Lot labels")
                : page.say("Poste d'étiquetage", "Label station");
        return page.answer(
                status,
                Page.Framed.BY_NOBODY,
                title,
                "",
                (page.english() ? ENGLISH : FRENCH)
                        .formatted(
                                "<h1>" + title + "</h1>",
                                refused + station,
                                typed(request, "lot", ""),
                                typed(request, "copies", "1"),
                                typed(request, "start-at", "1"),
                                labels,
                                station.isEmpty() ? " autofocus" : ""));
    }

    private static String typed(WebRequest request, String name, String otherwise) {
        try {
            String[] values = request.getParameterValues(name);
            return Page.escaped(values == null ? otherwise : String.join("\n", values));
        } catch (InvalidParameterException e) {
            // the very thing that is being refused
            return Page.escaped(otherwise);
        }
    }

    private static final String FRENCH = """
            %1$s
            %2$s
            <form method="post" action="/sheets">
            <label for="lot">Codes de lot, un par ligne</label>
            <textarea id="lot" name="lot" rows="6" required%7$s spellcheck="false" autocapitalize="characters"
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
            """;

    private static final String ENGLISH = """
            %1$s
            %2$s
            <form method="post" action="/sheets">
            <label for="lot">Lot codes, one a line</label>
            <textarea id="lot" name="lot" rows="6" required%7$s spellcheck="false" autocapitalize="characters"
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
            """;
}
