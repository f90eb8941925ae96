package org.jekasy.label.cli;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Reason.Said;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Sscc;
import org.jekasy.label.paper.Imprint;
import org.jekasy.label.paper.LabelOrder;
import org.jekasy.label.paper.LabelPress;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.paper.Pdf;
import org.jekasy.label.paper.PrinterLanguage;
import org.jekasy.label.paper.QrScan;
import org.jekasy.label.paper.Resolution;
import org.jekasy.label.paper.RollPress;
import org.jekasy.label.paper.SheetForm;
import org.jekasy.label.paper.SheetOrder;
import org.jekasy.label.printer.Printer;
import org.jekasy.label.qr.Correction;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. Starts without Spring, so that one label is out in a second. Exit codes: 0 done, 1 refused, 2 usage. */
@Command(
        name = "label-printer",
        header = "Étiquettes de lots avec leur QR. / Lot labels with their QR codes.",
        synopsisHeading = "%nUsage : ",
        commandListHeading = "%nCommandes / Commands:%n",
        optionListHeading = "%nOptions :%n",
        synopsisSubcommandLabel = "COMMANDE",
        footerHeading = "%nExemples / Examples:%n",
        footer = {
            "  label-printer sheet 26092K7QF00045 26092K7QF00053 -o planche.pdf",
            "  label-printer sheet @lots.txt --start-at 9 -o planche.pdf",
            "  label-printer png 26092K7QF00045 --dpi 203 --size 100x60 -o lot.png",
            "  label-printer print 26092K7QF00045 --to 192.168.1.20 --size 100x50 --copies 12",
            "  label-printer roll --issuer K7QF --from 1000 -o rouleau.pdf",
            "  label-printer test-page --to 192.168.1.20 --size 100x50",
            "  label-printer decode planche.pdf",
            "",
            "Complétion / completion: source <(label-printer generate-completion)",
            "Sans commande, le service démarre sur http://127.0.0.1:8085.",
            "Without a command, the service starts on http://127.0.0.1:8085.",
        },
        subcommands = {
            Terminal.Sheet.class,
            Terminal.PngFile.class,
            Terminal.SvgFile.class,
            Terminal.Print.class,
            Terminal.Roll.class,
            Terminal.TestPage.class,
            Terminal.Decode.class,
            AutoComplete.GenerateCompletion.class
        })
@SuppressWarnings("UnusedVariable") // --help is read by picocli alone
public final class Terminal implements Callable<Integer> {
    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Help help;

    /** Runs one command and returns its exit code. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Terminal())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    switch (e) {
                        case Refusal refusal -> say(err, refusal);
                        case IOException io ->
                            say(err, new Refusal(Reason.FILE_REFUSED, Map.of("detail", io.toString())));
                        case IllegalArgumentException setting -> err.println(setting.getMessage());
                        default -> throw e;
                    }
                    return REFUSED;
                })
                .setParameterExceptionHandler((e, typed) -> {
                    err.println("Commande mal formée. / Command not understood: " + e.getMessage());
                    e.getCommandLine().usage(err);
                    return USAGE;
                })
                .execute(args);
    }

    private static void say(PrintWriter err, Refusal refusal) {
        err.println(refusal.sentence(Locale.FRENCH));
        err.println(refusal.sentence(Locale.ENGLISH));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return USAGE;
    }

    /** Every command explains itself. */
    static final class Help {
        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Cette aide. / This help.")
        private boolean asked;
    }

    /** Where the lots are and what the labels of this installation share. */
    static final class House {
        @Option(
                names = "--lots-url",
                paramLabel = "ADRESSE",
                defaultValue = "${env:LABEL_LOTS_URL:-http://127.0.0.1:8080}",
                description = {
                    "Adresse du service de consultation ; LABEL_LOTS_URL ou ${DEFAULT-VALUE}.",
                    "Address of the query service."
                })
        @SuppressWarnings("NullAway.Init")
        private URI lotsUrl;

        @Option(
                names = "--base-url",
                paramLabel = "ADRESSE",
                defaultValue = "${env:LABEL_BASE_URL}",
                description = {
                    "Adresse publique que portent les QR ; LABEL_BASE_URL. Sans elle, les étiquettes sont de démonstration"
                            + " et mènent à --lots-url.",
                    "Public address the QR codes lead to. Without it the labels are for demonstration."
                })
        private @Nullable URI baseUrl;

        @Option(
                names = "--demonstration",
                description = {"Imprime « démonstration » sur l'étiquette.", "Prints “démonstration” on the label."})
        private boolean demonstration;

        @Option(
                names = "--correction",
                paramLabel = "L|M|Q|H",
                defaultValue = "M",
                description = {"Correction d'erreurs du QR.", "Error correction of the QR code."})
        private String correction = "M";

        LabelPress press() {
            return new LabelPress(lots(), imprint());
        }

        Lots lots() {
            return new Lots(lotsUrl);
        }

        Imprint imprint() {
            URI base = baseUrl;
            return base == null || base.toString().isEmpty()
                    ? new Imprint(lotsUrl, true)
                    : new Imprint(base, demonstration);
        }

        Correction correction() {
            return Correction.parse(correction);
        }
    }

    /** What a printer understands and what is in it. */
    static final class Kind {
        @Option(
                names = "--language",
                paramLabel = "zpl|tspl|escpos|pdf",
                description = {
                    "Ce que l'imprimante comprend : zpl sans autre, pdf pour ipp://.",
                    "What the printer understands: zpl unless said, pdf for ipp://."
                })
        private @Nullable String language;

        @Option(
                names = "--dpi",
                paramLabel = "N",
                defaultValue = "203",
                description = {"Points par pouce de l'imprimante.", "Dots an inch of the printer."})
        private String dpi = "203";

        @Option(
                names = "--size",
                paramLabel = "LxH",
                description = {
                    "Format en mm : 50x30, 70x37, 100x50 (sans autre), 100x60, 105x57, 148x105, 105x148, 100x150 ; escpos : 48x36 (sans autre), 50x30,"
                            + " 70x37, 72x44.",
                    "Size in mm; 100x50 unless said, for escpos 48x36."
                })
        private @Nullable String size;

        PrinterLanguage spoken(String address) {
            return language == null ? Printer.usual(address) : PrinterLanguage.parse(language);
        }

        Resolution resolution() {
            return Resolution.parse(dpi);
        }

        LabelSize size(PrinterLanguage spoken) {
            return spoken.size(size);
        }
    }

    @Command(
            name = "sheet",
            header = "Planches A4 de 3 × 8 ou 2 × 5 étiquettes, en PDF. / A4 sheets of 3 × 8 or 2 × 5 labels, as PDF.",
            description = {
                "Imprimez à 100 %%, sans « ajuster à la page ». / Print at 100 %%, never “fit to page”.",
            },
            synopsisHeading = "Usage : ",
            footerHeading = "%nExemples / Examples:%n",
            footer = {
                "  label-printer sheet 26092K7QF00045 26092K7QF00053 -o planche.pdf",
                "  label-printer sheet 26092K7QF00045 --copies 24 -o planche.pdf",
                "  label-printer sheet @lots.txt --start-at 9 -o planche.pdf",
            })
    static final class Sheet implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private Help help;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private House house;

        @Parameters(
                paramLabel = "LOT",
                arity = "0..*",
                description = {"Codes de lot, ou @FICHIER qui les contient.", "Lot codes, or @FILE that holds them."})
        private List<String> lots = List.of();

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FICHIER",
                defaultValue = "planche.pdf",
                description = {"Le PDF à écrire (${DEFAULT-VALUE}).", "The PDF to write."})
        @SuppressWarnings("NullAway.Init")
        private Path output;

        @Option(
                names = "--start-at",
                paramLabel = "N",
                defaultValue = "1",
                description = {
                    "Première place libre d'une planche entamée, de gauche à droite.",
                    "First free place of a half used sheet, from left to right."
                })
        private String startAt = "1";

        @Option(
                names = "--form",
                paramLabel = "3x8|2x5",
                defaultValue = "3x8",
                description = {"Étiquettes par planche.", "Labels a sheet."})
        private String form = "3x8";

        @Option(
                names = "--copies",
                paramLabel = "N",
                defaultValue = "1",
                description = {"Étiquettes par lot.", "Labels a lot."})
        private String copies = "1";

        @Override
        public Integer call() throws IOException {
            SheetOrder order = SheetOrder.parse(lots, copies, startAt, form);
            try (Pdf pdf = house.press().sheets(order, house.correction())) {
                write(output, pdf::writeTo);
                spec.commandLine()
                        .getOut()
                        .println(output + " : " + Said.count(pdf.labels(), "étiquette") + ", "
                                + Said.count(pdf.pages(), "page")
                                + ", QR relus / " + Said.count(pdf.labels(), "label") + ", "
                                + Said.count(pdf.pages(), "page")
                                + ", QR codes read back");
            }
            return 0;
        }
    }

    @Command(
            name = "png",
            header = "Une étiquette en PNG. / One label as PNG.",
            synopsisHeading = "Usage : ",
            footerHeading = "%nExemple / Example:%n",
            footer = "  label-printer png 26092K7QF00045 --dpi 203 --size 100x60 -o lot.png")
    static final class PngFile extends OneLabel {
        @Option(
                names = "--dpi",
                paramLabel = "N",
                defaultValue = "300",
                description = {"Points par pouce, 100 à 600.", "Dots an inch, 100 to 600."})
        private String dpi = "300";

        PngFile() {
            super("png");
        }

        @Override
        byte[] made(LabelPress press, LotCode lot, LabelSize size, Correction correction) {
            return press.png(new LabelOrder(lot, size, correction), Resolution.parse(dpi));
        }
    }

    @Command(
            name = "svg",
            header = "Une étiquette en SVG. / One label as SVG.",
            synopsisHeading = "Usage : ",
            footerHeading = "%nExemple / Example:%n",
            footer = "  label-printer svg 26092K7QF00045 -o lot.svg")
    static final class SvgFile extends OneLabel {
        SvgFile() {
            super("svg");
        }

        @Override
        byte[] made(LabelPress press, LotCode lot, LabelSize size, Correction correction) {
            return press.svg(new LabelOrder(lot, size, correction)).getBytes(StandardCharsets.UTF_8);
        }
    }

    abstract static class OneLabel implements Callable<Integer> {
        private final String kind;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private Help help;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private House house;

        @Parameters(
                paramLabel = "LOT",
                arity = "0..1",
                description = {"Code du lot.", "Lot code."})
        private @Nullable String lot;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FICHIER",
                description = {"Le fichier à écrire (le code du lot).", "The file to write (the lot code)."})
        private @Nullable Path output;

        @Option(
                names = "--size",
                paramLabel = "LxH",
                defaultValue = "70x37",
                description = {
                    "Format en mm : 50x30, 70x37, 105x57, 100x50, 100x60, 148x105, 100x150, 105x148.",
                    "Size in mm."
                })
        private String size = "70x37";

        OneLabel(String kind) {
            this.kind = kind;
        }

        abstract byte[] made(LabelPress press, LotCode lot, LabelSize size, Correction correction);

        @Override
        public Integer call() throws IOException {
            if (lot == null) {
                throw new Refusal(Reason.LOTS_MISSING, Map.of());
            }
            LotCode code = LotCode.parse(lot);
            byte[] label = made(house.press(), code, LabelSize.parse(size), house.correction());
            Path file = output == null ? Path.of(code + "." + kind) : output;
            write(file, out -> out.write(label));
            spec.commandLine().getOut().println(file + " : QR relu / QR code read back");
            return 0;
        }
    }

    @Command(
            name = "print",
            header =
                    "Imprime une étiquette sur une imprimante du réseau. / Prints a label on a printer of the network.",
            description = {
                "L'imprimante doit être sur votre réseau et prête ; sinon rien ne part.",
                "The printer must be on your network and ready; otherwise nothing is sent.",
            },
            synopsisHeading = "Usage : ",
            footerHeading = "%nExemples / Examples:%n",
            footer = {
                "  label-printer print 26092K7QF00045 --to 192.168.1.20 --size 100x50 --copies 12",
                "  label-printer print 26092K7QF00045 --to 192.168.1.21 --language tspl --size 50x30",
                "  label-printer print 26131K7QF0042H --to 192.168.1.20 --size 100x150 --sscc 095212340000000013",
                "  label-printer print 26092K7QF00045 --to 192.168.1.20 --copy 2",
                "  label-printer print 26092K7QF00045 --to 192.168.1.20 --copies 500 --qr printer",
                "  label-printer print 26092K7QF00045 --to ipp://192.168.1.30/ipp/print --size 148x105",
            })
    static final class Print implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private Help help;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private House house;

        @Parameters(
                paramLabel = "LOT",
                description = {"Code du lot.", "Lot code."})
        @SuppressWarnings("NullAway.Init")
        private String lot;

        @Option(
                names = "--to",
                required = true,
                paramLabel = "IMPRIMANTE",
                description = {
                    "HÔTE[:PORT] (9100 sans autre), ou ipp://HÔTE/CHEMIN.",
                    "HOST[:PORT] (9100 unless said), or ipp://HOST/PATH."
                })
        @SuppressWarnings("NullAway.Init")
        private String to;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private Kind kind;

        @Option(
                names = "--sscc",
                paramLabel = "SSCC",
                description = {
                    "Numéro de la palette, en barres sur 100x150 ou 105x148.",
                    "The pallet's number, as bars on 100x150 or 105x148."
                })
        private @Nullable String sscc;

        @Option(
                names = "--copies",
                paramLabel = "N",
                defaultValue = "1",
                description = {"Combien d'étiquettes.", "How many labels."})
        private String copies = "1";

        @Option(
                names = "--copy",
                paramLabel = "N",
                defaultValue = "1",
                description = {
                    "À partir de 2 : remplace une étiquette déjà sortie et le dit (« copie 2 »).",
                    "From 2 on: stands in for a label that came out before, and says so."
                })
        private String copy = "1";

        @Option(
                names = "--qr",
                paramLabel = "dots|printer",
                defaultValue = "dots",
                description = {
                    "Qui dessine le QR : nous, et il est relu ; ou l'imprimante (ZPL), plus vite et sans relecture.",
                    "Who draws the QR code: we do and read it back, or the printer (ZPL), quicker and unread."
                })
        private String qr = "dots";

        @Override
        public Integer call() {
            PrinterLanguage spoken = kind.spoken(to);
            LabelOrder order = new LabelOrder(
                    LotCode.parse(lot),
                    kind.size(spoken),
                    house.correction(),
                    SheetOrder.copy(copy),
                    sscc == null ? null : Sscc.parse(sscc));
            Printer printer = Printer.at(to, spoken);
            int count = SheetOrder.copies(copies);
            LabelPress.QrBy by = LabelPress.QrBy.parse(qr, spoken);
            byte[] printout = house.press().printout(order, spoken, kind.resolution(), count, by);
            printer.print(printout);
            spec.commandLine()
                    .getOut()
                    .println(to + " : " + Said.count(count, "étiquette")
                            + (by == LabelPress.QrBy.US ? ", QR relu" : ", QR de l'imprimante") + ", envoi complet / "
                            + Said.count(count, "label")
                            + (by == LabelPress.QrBy.US ? ", QR code read back" : ", QR code by the printer")
                            + ", all sent");
            return 0;
        }
    }

    @Command(
            name = "roll",
            header = "Étiquettes sans lot, à lier en scannant. / Labels without a lot, bound later by scanning.",
            description = {
                "Imprime les codes que le registre a émis (IssueCodes) à partir d'un numéro, sauf les codes annulés et ceux qui sont"
                        + " déjà sur des lots. S'il y en a de ceux-ci, les autres ne sortent que comme copie. Avec --offline, le registre n'est"
                        + " pas interrogé : émettez les mêmes codes, sinon ces étiquettes ne pourront pas être liées.",
                "Prints the codes that the ledger gave out (IssueCodes) from a number on, except void ones and those on lots already. Where"
                        + " some are on lots, the others come out as a copy only. With --offline the ledger is not asked: give out the same"
                        + " codes, else these labels can not be bound.",
            },
            synopsisHeading = "Usage : ",
            footerHeading = "%nExemples / Examples:%n",
            footer = {
                "  label-printer roll --issuer K7QF --from 1000 -o rouleau.pdf",
                "  label-printer roll --issuer K7QF --from 1000 --as pages --size 50x30 -o rouleau.pdf",
                "  label-printer roll --issuer K7QF --from 1000 --as zpl --to 192.168.1.20",
                "  label-printer roll --issuer K7QF --from 1137 --as zpl --to 192.168.1.20",
                "  label-printer roll --issuer K7QF --from 1000 --copy 2 -o copie.pdf",
                "  label-printer roll --issuer K7QF --from 1000 --count 240 --offline -o rouleau.pdf",
            })
    static final class Roll implements Callable<Integer> {
        private static final int AT_ONCE = 500;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private Help help;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private House house;

        @Option(
                names = "--issuer",
                required = true,
                paramLabel = "CODE",
                description = {"Code émetteur, quatre signes.", "Issuer code, four signs."})
        @SuppressWarnings("NullAway.Init")
        private String issuer;

        @Option(
                names = "--from",
                required = true,
                paramLabel = "N",
                description = {"Premier numéro à imprimer.", "First number to be printed."})
        @SuppressWarnings("NullAway.Init")
        private String from;

        @Option(
                names = "--count",
                paramLabel = "N",
                description = {
                    "Combien de codes ; sans lui, jusqu'à la fin du rouleau.",
                    "How many codes; else to the end of the roll."
                })
        private @Nullable String count;

        @Option(
                names = "--offline",
                description = {"Sans interroger le registre.", "Without asking the ledger."})
        private boolean offline;

        @Option(
                names = "--as",
                paramLabel = "sheet|pages|zpl|tspl",
                defaultValue = "sheet",
                description = {
                    "Planches A4 (sheet), une étiquette par page (pages), ou la langue d'une imprimante.",
                    "A4 sheets, a label a page, or a printer's language."
                })
        private String as = "sheet";

        @Option(
                names = "--form",
                paramLabel = "3x8|2x5",
                defaultValue = "3x8",
                description = {"Étiquettes par planche.", "Labels a sheet."})
        private String form = "3x8";

        @Option(
                names = "--start-at",
                paramLabel = "N",
                defaultValue = "1",
                description = {"Première place libre d'une planche entamée.", "First free place of a half used sheet."})
        private String startAt = "1";

        @Option(
                names = "--size",
                paramLabel = "LxH",
                defaultValue = "50x30",
                description = {
                    "Format en mm, sauf pour sheet : 50x30, 70x37, 100x50, 100x60, 105x57.",
                    "Size in mm, but for sheet."
                })
        private String size = "50x30";

        @Option(
                names = "--dpi",
                paramLabel = "N",
                defaultValue = "203",
                description = {"Points par pouce de l'imprimante.", "Dots an inch of the printer."})
        private String dpi = "203";

        @Option(
                names = "--copy",
                paramLabel = "N",
                defaultValue = "1",
                description = {
                    "À partir de 2 : le rouleau est sorti avant, et chaque étiquette le dit (« copie 2 »).",
                    "From 2 on: the roll came out before, and each label says so."
                })
        private String copy = "1";

        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init")
        private TestPage.Where where;

        @Override
        public Integer call() throws IOException {
            int copies = SheetOrder.copy(copy);
            List<LotCode> codes = codes(copies);
            RollPress press = new RollPress(house.imprint());
            switch (as) {
                case "sheet" -> pdf(press.sheets(codes, SheetForm.parse(form), startAt, copies));
                case "pages" -> pdf(press.pages(codes, RollPress.size(size), copies));
                default -> {
                    PrinterLanguage spoken = PrinterLanguage.parse(as);
                    LabelSize label = RollPress.size(size);
                    Resolution resolution = Resolution.parse(dpi);
                    printout(
                            codes, (some, out) -> press.printout(some, label, spoken, resolution, copies, out), spoken);
                }
            }
            spec.commandLine()
                    .getOut()
                    .println(codes.getFirst() + " … " + codes.getLast() + " : " + Said.count(codes.size(), "étiquette")
                            + ", QR relus / " + Said.count(codes.size(), "label") + ", QR codes read back");
            if (offline) {
                spec.commandLine()
                        .getErr()
                        .println("Registre non interrogé : émettez ces codes avant de lier une étiquette. / "
                                + "The ledger was not asked: give out these codes before a label is bound.");
            }
            return 0;
        }

        private List<LotCode> codes(int copies) {
            String many = count;
            int first = org.jekasy.label.lot.Roll.number("from", from);
            Integer most = many == null ? null : (Integer) org.jekasy.label.lot.Roll.number("count", many);
            if (!offline) {
                return house.lots().roll(issuer, first).toPrint(first, most, copies);
            }
            if (most == null) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--offline : combien de codes (--count) ? / how many codes (--count)?");
            }
            return new org.jekasy.label.lot.Roll(issuer, first, most).codes();
        }

        private void pdf(Pdf made) throws IOException {
            try (made) {
                Path output = where.output;
                if (output != null) {
                    write(output, made::writeTo);
                } else {
                    ByteArrayOutputStream page = new ByteArrayOutputStream();
                    made.writeTo(page);
                    printer(PrinterLanguage.PDF).print(page.toByteArray());
                }
            }
        }

        private interface Printout {
            void of(List<LotCode> codes, OutputStream out) throws IOException;
        }

        // a printer gets at most 500 labels at once, and whoever looks on is told what it took: after a jam he knows
        // where to go on
        private void printout(List<LotCode> codes, Printout printout, PrinterLanguage spoken) throws IOException {
            Path output = where.output;
            if (output != null) {
                write(output, out -> printout.of(codes, out));
                return;
            }
            Printer printer = printer(spoken);
            for (int first = 0; first < codes.size(); first += AT_ONCE) {
                List<LotCode> some = codes.subList(first, Math.min(first + AT_ONCE, codes.size()));
                ByteArrayOutputStream piece = new ByteArrayOutputStream();
                printout.of(some, piece);
                printer.print(piece.toByteArray());
                spec.commandLine().getOut().println(some.getFirst() + " … " + some.getLast() + " : envoyé / sent");
            }
        }

        private Printer printer(PrinterLanguage spoken) {
            return Printer.at(Objects.requireNonNull(where.to, "a file or a printer"), spoken);
        }
    }

    @Command(
            name = "test-page",
            header = "Page d'essai avec une échelle de noirceur. / Test page with a ladder of darkness.",
            description = {
                "Réglez l'imprimante sur l'étiquette la plus pâle dont le QR se lit et dont les traits sont pleins.",
                "Set the printer to the palest label whose code reads and whose strokes are whole.",
            },
            synopsisHeading = "Usage : ",
            footerHeading = "%nExemples / Examples:%n",
            footer = {
                "  label-printer test-page --to 192.168.1.20 --size 100x50",
                "  label-printer test-page --to 192.168.1.21 --language tspl --size 50x30",
                "  label-printer test-page --language pdf --size 148x105 -o essai.pdf",
            })
    static final class TestPage implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private Help help;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private House house;

        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init")
        private Where where;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private Kind kind;

        /** A printer or a file. */
        static final class Where {
            @Option(
                    names = "--to",
                    paramLabel = "IMPRIMANTE",
                    description = {"HÔTE[:PORT] ou ipp://HÔTE/CHEMIN.", "HOST[:PORT] or ipp://HOST/PATH."})
            private @Nullable String to;

            @Option(
                    names = {"-o", "--output"},
                    paramLabel = "FICHIER",
                    description = {"Le fichier à écrire.", "The file to write."})
            private @Nullable Path output;
        }

        @Override
        public Integer call() throws IOException {
            String to = where.to;
            Path output = where.output;
            PrinterLanguage spoken = kind.spoken(to == null ? "" : to);
            byte[] page = house.press().testPage(spoken, kind.size(spoken), kind.resolution());
            if (to != null) {
                Printer.at(to, spoken).print(page);
                spec.commandLine().getOut().println(to + " : envoi complet / all sent");
            } else if (output != null) {
                write(output, out -> out.write(page));
                spec.commandLine().getOut().println(output.toString());
            }
            return 0;
        }
    }

    @Command(
            name = "decode",
            header = "Lit les QR d'une image ou d'un PDF d'étiquettes. / Reads the QR codes of an image or a PDF.",
            synopsisHeading = "Usage : ",
            footerHeading = "%nExemple / Example:%n",
            footer = "  label-printer decode planche.pdf")
    static final class Decode implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private Help help;

        @Parameters(
                paramLabel = "FICHIER",
                description = {"PNG, JPEG ou PDF.", "PNG, JPEG or PDF."})
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Override
        public Integer call() throws IOException {
            QrScan.read(file).forEach(spec.commandLine().getOut()::println);
            return 0;
        }
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** The file appears whole or not at all: a full disk leaves no half sheet. */
    private static void write(Path file, Writing writing) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                writing.to(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
