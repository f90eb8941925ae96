package org.jekasy.label.http;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.paper.LabelOrder;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.station.Orders;
import org.jekasy.label.station.PrintJob;
import org.jekasy.label.station.PrintJob.State;
import org.jekasy.label.station.Reports;
import org.jekasy.label.station.Station;
import org.jekasy.label.station.StationPrinter;
import org.jekasy.label.station.VoidedLabel;
import org.jekasy.label.station.Voids;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** How the station looks: what is typed or scanned, the printers, the queue, and one order that somebody has to judge. */
@Component
@ConditionalOnProperty("label.folder")
final class StationPages {
    private static final int MOST_SHOWN = 40;
    private static final int MOST_TAKEN_BACK = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM HH:mm:ss", Locale.FRENCH);

    private final Station station;
    private final LabelPress press;
    private final LabelCounts counts;

    private final Optional<Reports> reports;
    private final Optional<Voids> voids;
    private final Optional<Orders> orders;

    StationPages(
            Station station,
            LabelPress press,
            LabelCounts counts,
            Optional<Reports> reports,
            Optional<Voids> voids,
            Optional<Orders> orders) {
        this.station = station;
        this.press = press;
        this.counts = counts;
        this.reports = reports;
        this.voids = voids;
        this.orders = orders;
    }

    /** Whether the ledger hears of what this station gives out. */
    boolean tells() {
        return station.tells();
    }

    /** What the start page says of the station; {@code scanned} is fit for HTML. */
    String section(Page page, String scanned) {
        if (station.printers().isEmpty()) {
            return "<p class=\"told\">"
                    + page.say(
                            "Aucune imprimante n'est réglée sur ce poste (<code>label.printers</code>). Les planches A4"
                                    + " s'impriment depuis le navigateur.",
                            "No printer is set up at this station (<code>label.printers</code>). A4 sheets are printed from the"
                                    + " browser.")
                    + "</p>";
        }
        return """
                <form method="post" action="/jobs">
                <input type="hidden" name="key" value="%s">
                <label for="scan">%s</label>
                <input id="scan" class="scan" name="scan" required autofocus autocomplete="off" spellcheck="false"
                 autocapitalize="characters" placeholder="26092K7QF00045" value="%s">
                <div class="row">
                <div><label for="printer">%s</label><select id="printer" name="printer">%s</select></div>
                <div><label for="count">%s</label><input id="count" name="count" inputmode="numeric" value="1"></div>
                <div><label for="size">%s</label><select id="size" name="size"><option value="">%s</option>%s</select></div>
                <div><label for="sscc">%s</label><input id="sscc" class="number" name="sscc" inputmode="numeric" autocomplete="off"
                 placeholder="(00) 3 5212345 000000001 7"></div>
                </div>
                <button class="main">%s</button>
                </form>
                <h2>%s</h2>
                <iframe src="/jobs" title="%s"></iframe>
                %s
                <h2>%s</h2>
                %s
                <h2>%s</h2>
                """.formatted(
                        UUID.randomUUID(),
                        page.say("Code du lot, tapé ou scanné", "Lot code, typed or scanned"),
                        scanned,
                        page.say("Imprimante", "Printer"),
                        options(),
                        page.say("Étiquettes", "Labels"),
                        page.say("Format", "Size"),
                        page.say("celui de l'imprimante", "what is in the printer"),
                        Stream.of(LabelSize.values())
                                .map(size -> "<option>" + size + "</option>")
                                .collect(Collectors.joining()),
                        page.say("Palette (SSCC), sur 100x150 et 105x148", "Pallet (SSCC), on 100x150 and 105x148"),
                        page.say("Imprimer", "Print"),
                        page.say("File d'impression", "Print queue"),
                        page.say("File d'impression", "Print queue"),
                        voids.isEmpty() ? "" : taking(page),
                        page.say("Essai d'une imprimante", "Try a printer"),
                        tests(page),
                        page.say("Planches A4", "A4 sheets"));
    }

    private static String taking(Page page) {
        return """
                <h2>%s</h2>
                <form method="post" action="/voids"><input type="hidden" name="key" value="%s">
                <p>%s</p>
                <label for="label">%s</label>
                <input id="label" class="scan" name="scan" required autocomplete="off" spellcheck="false"
                 autocapitalize="characters" placeholder="26092K7QF00045 K7QF2M9X">
                <div class="row"><div><label for="reason">%s</label><select id="reason" name="reason">%s</select></div>
                <button>%s</button></div></form>
                """.formatted(
                        page.say("Une étiquette abîmée ou en trop", "A label that is damaged or left over"),
                        UUID.randomUUID(),
                        page.say(
                                "Annulée, elle ne vaut plus rien : qui la scanne lit qu'elle ne doit être sur aucun colis. C'est définitif ;"
                                        + " imprimez-en une autre s'il en faut une.",
                                "Once void it counts for nothing: who scans it reads that it should be on no package. This is for good;"
                                        + " print another one where one is needed."),
                        page.say(
                                "Son QR, scanné, ou le lot et les huit signes",
                                "Its QR code, scanned, or the lot and the eight signs"),
                        page.say("Pourquoi", "Why"),
                        Stream.of(
                                        page.say("abîmée ou tachée", "damaged or stained"),
                                        page.say("mal imprimée", "misprinted"),
                                        page.say("en trop, jamais collée", "left over, never stuck on"),
                                        page.say("collée au mauvais endroit", "stuck on the wrong thing"))
                                .map(why -> "<option>" + why + "</option>")
                                .collect(Collectors.joining()),
                        page.say("Annuler cette étiquette", "Void this label"));
    }

    private String options() {
        return station.printers().stream()
                .map(printer -> "<option value=\"%1$s\">%1$s (%2$s)</option>"
                        .formatted(Page.escaped(printer.name()), printer.size()))
                .collect(Collectors.joining());
    }

    private String tests(Page page) {
        String told = page.say(
                "Une échelle de noirceur (cinq étiquettes en ZPL et TSPL) : réglez l'imprimante sur la plus pâle dont le QR se lit"
                        + " et dont les traits sont pleins. La règle doit mesurer 40 mm.",
                "A ladder of darkness (five labels in ZPL and TSPL): set the printer to the palest one whose code reads and whose"
                        + " strokes are whole. The rule must measure 40 mm.");
        return "<p>" + told + "</p><div class=\"row\">"
                + station.printers().stream()
                        .map(printer -> """
                        <form method="post" action="/test-pages"><input type="hidden" name="key" value="%1$s">\
                        <button name="printer" value="%2$s">%3$s %2$s</button></form>
                        """.formatted(
                                        UUID.randomUUID(),
                                        Page.escaped(printer.name()),
                                        page.say("Page d'essai :", "Test page:")))
                        .collect(Collectors.joining())
                + "</div>";
    }

    /** The printers and the queue, by themselves every few seconds: a page within the start page. */
    ResponseEntity<String> queue(Locale reader) {
        Page page = new Page(reader);
        List<PrintJob> jobs = station.queue().jobs();
        String list = Stream.concat(
                        jobs.stream().filter(job -> job.state() == State.UNKNOWN),
                        jobs.stream().filter(job -> job.state() != State.UNKNOWN))
                .limit(MOST_SHOWN)
                .map(job -> line(page, job))
                .collect(Collectors.joining());
        return page.answer(
                HttpStatus.OK,
                Page.Framed.BY_US,
                page.say("File d'impression", "Print queue"),
                "<meta http-equiv=\"refresh\" content=\"3\">",
                "<ul class=\"lights\">"
                        + station.printers().stream()
                                .map(printer -> light(page, printer))
                                .collect(Collectors.joining())
                        + "</ul>"
                        + cutOff(page)
                        + unheard(page)
                        + unsent(page)
                        + takenBack(page)
                        + (list.isEmpty()
                                ? "<p>" + page.say("La file est vide.", "The queue is empty.") + "</p>"
                                : "<ul class=\"jobs\">" + list + "</ul>"));
    }

    private String cutOff(Page page) {
        return station.lots()
                .awaySince()
                .map(since -> told(page.say(
                                "Le service de consultation ne répond pas depuis le %s : les étiquettes sortent d'après les fiches gardées ici (lots connus : %d). Un lot peut avoir changé depuis.",
                                "The query service has not answered since %s: labels come out of the records kept here (lots known: %d). A lot may have changed since.")
                        .formatted(time(since), station.lots().size())))
                .orElse("");
    }

    private String unheard(Page page) {
        Optional<Said> trouble = orders.flatMap(Orders::trouble)
                .map(why -> new Said(
                        "Ce qui est commandé ailleurs n'arrive pas en ce moment ; ce qui est déjà pris s'imprime. "
                                + why.french(),
                        "What is ordered elsewhere does not get here now; what was taken already is printed. "
                                + why.english()));
        return Stream.concat(trouble.stream(), orders.flatMap(Orders::left).stream())
                .map(said -> told(page.say(said)))
                .collect(Collectors.joining());
    }

    private String unsent(Page page) {
        List<Instant> due = Stream.concat(
                        station.queue().unreported().stream().map(PrintJob::since),
                        voids.stream()
                                .flatMap(all -> all.due().stream().filter(label -> !all.waits(label)))
                                .map(VoidedLabel::at))
                .sorted()
                .toList();
        if (reports.isEmpty() || due.isEmpty()) {
            return "";
        }
        String why = reports.get().trouble().map(page::say).orElse("");
        return told(page.say(
                        "Comptes rendus non transmis au registre : %d, le plus ancien du %s ; ils partiront d'eux-mêmes. %s",
                        "Reports not sent to the ledger yet: %d, the oldest of %s; they will go out by themselves. %s")
                .formatted(due.size(), time(due.getFirst()), why));
    }

    /** The labels that were taken back last, and whether the ledger knows. */
    private String takenBack(Page page) {
        List<VoidedLabel> last = voids.map(Voids::all).orElse(List.of());
        if (last.isEmpty()) {
            return "";
        }
        return "<ul class=\"lights\">"
                + last.stream()
                        .limit(MOST_TAKEN_BACK)
                        .map(label -> "<li class=\"%s\">%s : %s</li>"
                                .formatted(
                                        standing(label),
                                        page.say("Étiquette %s du lot %s", "Label %s of lot %s")
                                                .formatted(
                                                        label.serial(),
                                                        label.lot().code()),
                                        page.say(outcome(
                                                label,
                                                voids.map(all -> all.waits(label))
                                                        .orElse(false)))))
                        .collect(Collectors.joining())
                + "</ul>";
    }

    private static String standing(VoidedLabel label) {
        PrintJob.Reported reported = label.reported();
        if (reported == null) {
            return "";
        }
        return reported.refusal() == null ? "good" : "bad";
    }

    private static Said outcome(VoidedLabel label, boolean waits) {
        PrintJob.Reported reported = label.reported();
        if (reported == null) {
            return waits
                    ? new Said(
                            "sera annulée quand le registre saura que son impression est sortie",
                            "will be void once the ledger knows that its printout came out")
                    : new Said("annulation à transmettre au registre", "void, the ledger has to hear of it yet");
        }
        Said refusal = reported.refusal();
        return refusal == null
                ? new Said("annulée, le registre le sait", "void, the ledger knows")
                : new Said(
                        "pas annulée, le registre refuse : " + refusal.french(),
                        "not void, the ledger refuses: " + refusal.english());
    }

    private static String told(String words) {
        return "<p class=\"told\" role=\"status\">" + words + "</p>";
    }

    private String light(Page page, StationPrinter printer) {
        return station.seen(printer)
                .map(seen -> "<li class=\"%s\">%s : %s</li>"
                        .formatted(seen.prints() ? "good" : "bad", Page.escaped(printer.name()), page.say(seen.said())))
                .orElseGet(() -> "<li>" + Page.escaped(printer.name()) + " : …</li>");
    }

    private String line(Page page, PrintJob job) {
        String action = switch (job.state()) {
            case UNKNOWN -> link(job, page.say("Vérifier", "Look"), "button main");
            case SENT, PRINTED, REPLACED ->
                job.lot() == null
                        ? ""
                        : link(
                                job,
                                station.printsAgain(job)
                                        ? page.say("Réimprimer", "Print again")
                                        : page.say("Voir", "See"),
                                "button");
            case WAITING -> """
                        <form method="post" action="/jobs/%s/cancel" target="_top"><button>%s</button></form>""".formatted(job.id(), page.say("Annuler", "Cancel"));
            case SENDING, FAILED, CANCELLED -> "";
        };
        return """
                <li class="%s"><div><p><strong>%s</strong> · <span class="lot">%s</span></p>
                <p class="small">%s</p>%s</div>%s</li>
                """.formatted(
                        job.state().name().toLowerCase(Locale.ROOT),
                        state(page, job.state()),
                        what(page, job),
                        details(page, job),
                        small(page, ordered(job))
                                + small(page, job.note())
                                + small(page, turnedAway(job))
                                + small(page, refusal(job)),
                        action);
    }

    private static @Nullable Said ordered(PrintJob job) {
        PrintJob.Ordered ordered = job.ordered();
        if (ordered == null) {
            return null;
        }
        String by = ordered.by() == null ? "–" : ordered.by();
        String at = time(ordered.at());
        return job.mayGo() || !job.state().open()
                ? new Said(
                        "Commande du registre, par %s le %s.".formatted(by, at),
                        "Order of the ledger, by %s on %s.".formatted(by, at))
                : new Said(
                        "Commande du registre, par %s le %s ; elle s'imprime dès que le registre la donne à ce poste."
                                .formatted(by, at),
                        "Order of the ledger, by %s on %s; it is printed once the ledger gives it to this station."
                                .formatted(by, at));
    }

    private static @Nullable Said turnedAway(PrintJob job) {
        PrintJob.Ordered ordered = job.ordered();
        Said why = ordered == null ? null : ordered.refusal();
        return why == null ? null : new Said("Le registre : " + why.french(), "The ledger: " + why.english());
    }

    private static @Nullable Said refusal(PrintJob job) {
        PrintJob.Reported reported = job.fate().reported();
        Said refusal = reported == null ? null : reported.refusal();
        return refusal == null
                ? null
                : new Said(
                        "Le registre ne prend pas le compte rendu : " + refusal.french(),
                        "The ledger does not take the report: " + refusal.english());
    }

    private static String small(Page page, @Nullable Said said) {
        return said == null ? "" : "<p class=\"small\">" + page.say(said) + "</p>";
    }

    private static String link(PrintJob job, String words, String style) {
        return "<a class=\"%s\" target=\"_top\" href=\"/jobs/%s\">%s</a>".formatted(style, job.id(), words);
    }

    private static String state(Page page, State state) {
        return page.say(state.french(), state.english());
    }

    private static String what(Page page, PrintJob job) {
        LotCode lot = job.lot();
        return lot == null ? page.say("page d'essai", "test page") : lot.code();
    }

    private static String details(Page page, PrintJob job) {
        return "%s · %s · %s%s%s · %s"
                .formatted(
                        labels(page, job.count()),
                        job.size(),
                        Page.escaped(job.printer()),
                        job.sscc() == null ? "" : " · " + job.sscc().spoken(),
                        job.copy() > 1 ? page.say(" · copie ", " · copy ") + job.copy() : "",
                        time(job.since()));
    }

    private static String labels(Page page, int count) {
        return Said.count(count, page.say("étiquette", "label"));
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    /** One order: whether it came out, and printing it again. */
    ResponseEntity<String> job(UUID id, Locale reader) {
        PrintJob job = station.queue().job(id);
        Page page = new Page(reader);
        Said note = job.note();
        StringBuilder body = new StringBuilder()
                .append("<p><a class=\"button\" href=\"/\">← ")
                .append(page.say("Retour au poste", "Back to the station"))
                .append("</a></p><h1>")
                .append(state(page, job.state()))
                .append("</h1><p><span class=\"lot\">")
                .append(what(page, job))
                .append("</span><br>")
                .append(details(page, job))
                .append("</p>");
        if (note != null) {
            body.append("<p class=\"told\">").append(page.say(note)).append("</p>");
        }
        if (job.state() == State.UNKNOWN) {
            body.append("""
                    <h2>%s</h2>
                    <form method="post" action="/jobs/%s/came-out"><button class="main">%s</button></form>
                    """.formatted(
                            page.say(
                                    job.count() == 1
                                            ? "L'étiquette est-elle sortie\u00a0?"
                                            : "Les étiquettes sont-elles sorties\u00a0?",
                                    job.count() == 1 ? "Did the label come out?" : "Did the labels come out?"),
                            job.id(),
                            page.say("Oui, c'est bon", "Yes, all of them")));
        }
        LotCode lot = job.lot();
        if (lot != null) {
            body.append(counts.line(page, lot));
        }
        if (job.state().again() && lot != null && station.printsAgain(job)) {
            body.append("""
                    <form method="post" action="/jobs/%s/again"><input type="hidden" name="key" value="%s">
                    <div class="row"><div><label for="count">%s</label>
                    <input id="count" name="count" inputmode="numeric" value="%s"></div>
                    <button>%s</button></div></form><p>%s</p>
                    """.formatted(
                            job.id(),
                            UUID.randomUUID(),
                            page.say("Étiquettes à réimprimer", "Labels to print again"),
                            job.count(),
                            page.say("Réimprimer", "Print again"),
                            page.say(
                                    "Ce qui est réimprimé porte « copie " + (job.copy() + 1)
                                            + " » ou plus : une étiquette retrouvée ne passe pas pour une autre.",
                                    "What is printed again says “copie " + (job.copy() + 1)
                                            + "” or more: a label that turns up does not pass for another one.")));
        }
        List<String> serials = job.fate().serials();
        if (!serials.isEmpty()) {
            body.append("<details><summary>%s</summary><p>%s</p></details>"
                    .formatted(
                            page.say(
                                    "Numéros des étiquettes, dans l'ordre d'impression",
                                    "Numbers of the labels, in the order of printing"),
                            String.join(" · ", serials)));
        }
        body.append(preview(page, job));
        return page.answer(HttpStatus.OK, Page.Framed.BY_NOBODY, what(page, job), "", body.toString());
    }

    private String preview(Page page, PrintJob job) {
        LotCode lot = job.lot();
        if (lot == null) {
            return "";
        }
        try {
            return "<figure>%s<figcaption>%s</figcaption></figure>"
                    .formatted(
                            press.svg(new LabelOrder(lot, job.size(), Correction.M, job.copy(), job.sscc())),
                            page.say("QR relu", "QR code read back"));
        } catch (Refusal refusal) {
            // the questions above can be answered without the picture
            return "<p class=\"told\">"
                    + Page.escaped(refusal.sentence(page.english() ? Locale.ENGLISH : Locale.FRENCH)) + "</p>";
        }
    }
}
