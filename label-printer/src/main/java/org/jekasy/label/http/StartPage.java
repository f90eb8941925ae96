package org.jekasy.label.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
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

    private final LabelCounts counts;
    private final Optional<StationPages> pages;

    /** With {@code pages}, where there is a station. */
    StartPage(LabelPress press, LabelCounts counts, Optional<StationPages> pages) {
        this.press = press;
        this.counts = counts;
        this.pages = pages;
    }

    /** With codes, the first labels are shown under the form. */
    @GetMapping("/")
    ResponseEntity<String> page(
            @RequestParam(name = "lot", required = false) List<String> typed, Locale reader, WebRequest request) {
        List<LotCode> lots = typed == null ? List.of() : SheetOrder.lots(typed);
        Page page = new Page(reader);
        String labels = lots.stream()
                .limit(MOST_SHOWN)
                .map(lot -> """
                        <figure>%2$s<figcaption>%1$s : <a href="/labels/%1$s.pdf">PDF</a> · \
                        <a href="/labels/%1$s.png">PNG</a> · <a href="/labels/%1$s.svg">SVG</a>%3$s</figcaption></figure>
                        """.formatted(
                                lot,
                                press.svg(new LabelOrder(lot, LabelSize.SHEET_CELL, Correction.M)),
                                counts.line(page, lot)))
                .collect(Collectors.joining());
        return answer(HttpStatus.OK, "", labels, request, reader);
    }

    @GetMapping("/style.css")
    ResponseEntity<String> style() {
        return Page.style();
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
                                station.isEmpty() ? " autofocus" : "",
                                rolls(page, request),
                                UUID.randomUUID(),
                                counted(page)));
    }

    /** Which of what this page gives out the ledger counts. */
    private String counted(Page page) {
        return pages.map(StationPages::tells).orElse(false)
                ? page.say(
                        "Le registre compte les étiquettes d'une planche quand le poste la donne ; elles n'ont pas de numéro. Ce que les"
                                + " adresses ci-dessous, PDF, PNG et SVG, et la ligne de commande donnent n'est pas compté.",
                        "The ledger counts the labels of a sheet when the station gives it out; they have no numbers. What the"
                                + " addresses below, PDF, PNG and SVG, and the command line give out is not counted.")
                : page.say(
                        "Ce qui s'imprime d'ici n'est pas compté au registre.",
                        "What is printed from here is not counted in the ledger.");
    }

    private static String rolls(Page page, WebRequest request) {
        return """
                <h2>%s</h2>
                <form method="post" action="/rolls"><input type="hidden" name="key" value="%s">
                <div class="row">
                <div><label for="issuer">%s</label><input id="issuer" name="issuer" required maxlength="4" spellcheck="false"
                 autocapitalize="characters" placeholder="K7QF" value="%s"></div>
                <div><label for="first">%s</label><input id="first" name="first" required inputmode="numeric" value="%s"></div>
                <div><label for="codes">%s</label><input id="codes" name="count" inputmode="numeric" value="%s"></div>
                <div><label for="copy">%s</label><input id="copy" name="copy" inputmode="numeric" value="%s"></div>
                </div>
                <div class="row">
                <button name="form" value="3x8">%s</button>
                <button name="form" value="2x5">%s</button>
                </div>
                </form>
                <p>%s</p>
                """.formatted(
                        page.say(
                                "Rouleaux : codes à coller avant d'avoir un lot",
                                "Rolls: codes to stick on before there is a lot"),
                        UUID.randomUUID(),
                        page.say("Code de l'émetteur", "Issuer code"),
                        typed(request, "issuer", ""),
                        page.say("À partir du numéro", "From number"),
                        typed(request, "first", ""),
                        page.say("Combien (vide : tous)", "How many (empty: all)"),
                        typed(request, "count", ""),
                        page.say("Copie", "Copy"),
                        typed(request, "copy", "1"),
                        page.say("Planches 3 × 8 (PDF)", "Sheets of 3 × 8 (PDF)"),
                        page.say("Planches 2 × 5 (PDF)", "Sheets of 2 × 5 (PDF)"),
                        page.say(
                                "Le registre a d'abord donné ces codes à l'émetteur. Ceux qui sont annulés ou déjà sur un lot ne"
                                        + " sortent pas. Après un bourrage, donnez le premier numéro qui manque, demandez la copie 2,"
                                        + " qui se voit sur l'étiquette, et jetez le reste de la planche gâchée.",
                                "The ledger gave these codes out to the issuer before. Those that are void or on a lot are left out."
                                        + " After a jam give the first number that is missing, ask for copy 2, which shows on the label,"
                                        + " and throw away what is left of the spoilt sheet."));
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
            <form method="post" action="/sheets"><input type="hidden" name="key" value="%9$s">
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
            <p>Chaque QR est relu avant de sortir ; une étiquette qui ne se relit pas est refusée.
            %10$s</p>
            %8$s
            <h2>Pour les programmes</h2>
            <p><code>GET /labels/LOT.png</code>, <code>.svg</code>, <code>.pdf</code> (<code>size</code>, <code>dpi</code>,
            <code>correction</code>) · <code>GET /sheets.pdf?lot=…&amp;start-at=…</code> · <code>POST /sheets</code> avec une
            liste JSON de codes</p>
            """;

    private static final String ENGLISH = """
            %1$s
            %2$s
            <form method="post" action="/sheets"><input type="hidden" name="key" value="%9$s">
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
            <p>Every QR code is read back before it leaves; a label that does not read back is refused.
            %10$s</p>
            %8$s
            <h2>For programs</h2>
            <p><code>GET /labels/LOT.png</code>, <code>.svg</code>, <code>.pdf</code> (<code>size</code>, <code>dpi</code>,
            <code>correction</code>) · <code>GET /sheets.pdf?lot=…&amp;start-at=…</code> · <code>POST /sheets</code> with a
            JSON list of codes</p>
            """;
}
