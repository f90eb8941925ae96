package org.jekasy.label.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jekasy.label.Shelf;
import org.jekasy.label.printer.PaperEater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
    private static final String PUBLIC = "https://id.jekasy.example";

    @TempDir
    private Path folder;

    private Shelf shelf;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void open() throws IOException {
        shelf = new Shelf();
        shelf.knowEveryLot();
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void aSheetIsWrittenAndItsCodesRead() throws IOException {
        Path sheet = folder.resolve("sheet.pdf");
        Said done = run("sheet", Shelf.code(1), Shelf.code(2), "--base-url", PUBLIC, "-o", sheet.toString());
        assertThat(done.code).isZero();
        assertThat(done.out).contains("2 étiquettes, 1 page, QR relus", "2 labels, 1 page");
        assertThat(run("decode", sheet.toString()).out.lines())
                .containsExactly(
                        PUBLIC + "/class/mango_fresh/lot/" + Shelf.code(1),
                        PUBLIC + "/class/mango_fresh/lot/" + Shelf.code(2));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(sheet);
        }
    }

    @Test
    void codesMayStandInAFile() throws IOException {
        Path lots = Files.writeString(folder.resolve("lots.txt"), String.join("\n", Shelf.codes(3)));
        Path sheet = folder.resolve("sheet.pdf");
        assertThat(run("sheet", "@" + lots, "--copies", "9", "--start-at", "23", "-o", sheet.toString()).out)
                .contains("27 étiquettes, 3 pages");
        assertThat(shelf.asked()).isEqualTo(3);
    }

    @Test
    void aRollIsPrintedFromTheCodesTheLedgerGaveOut() {
        shelf.roll("K7QF", 1000, 24, 0, "[{\"firstSerial\":1003,\"lastSerial\":1004,\"reason\":\"perdu\"}]");
        Path roll = folder.resolve("roll.pdf");
        Said done = run("roll", "--issuer", "K7QF", "--from", "1000", "--base-url", PUBLIC, "-o", roll.toString());
        assertThat(done.err).isEmpty();
        assertThat(done.code).isZero();
        assertThat(done.out).contains("RK7QF00010003", "22 étiquettes, QR relus", "22 labels");
        assertThat(run("decode", roll.toString()).out.lines()).hasSize(22).contains(PUBLIC + "/l/RK7QF00010003");
    }

    @Test
    void aRollOfWhichLabelsAreOnLotsIsPrintedAgainAsACopyOnly() {
        shelf.roll("K7QF", 1000, 24, 5, "[]");
        Path roll = folder.resolve("roll.zpl");
        String[] again = {"roll", "--issuer", "K7QF", "--from", "1000", "--as", "zpl", "-o", roll.toString()};
        Said refused = run(again);
        assertThat(refused.code).isEqualTo(1);
        assertThat(refused.err).contains("déjà imprimé : 5 de ses étiquettes", "printed already: 5 of its labels");
        assertThat(roll).doesNotExist();

        String[] copy = java.util.Arrays.copyOf(again, again.length + 2);
        copy[again.length] = "--copy";
        copy[again.length + 1] = "2";
        assertThat(run(copy).code).isZero();
        // the five that are on lots are left out
        assertThat(roll).content().contains("copie 2");
        assertThat(roll)
                .content()
                .satisfies(zpl -> assertThat(zpl.split("\\^XA", -1)).hasSize(20));
    }

    @Test
    void aRollIsPrintedOnFromTheMiddle() {
        shelf.roll("K7QF", 1000, 24, 5, "[]");
        Path roll = folder.resolve("roll.pdf");
        Said done = run("roll", "--issuer", "K7QF", "--from", "1010", "--count", "7", "-o", roll.toString());
        assertThat(done.code).isZero();
        assertThat(done.out).contains("RK7QF0001010", "7 étiquettes, QR relus");
        assertThat(run("decode", roll.toString()).out.lines()).hasSize(7);
    }

    @Test
    void aRollTheLedgerDidNotGiveOutIsPrintedOfflineOnlyAndSaysSo() {
        Path roll = folder.resolve("roll.pdf");
        String[] asked = {"roll", "--issuer", "K7QF", "--from", "1000", "--as", "pages", "-o", roll.toString()};
        assertThat(run(asked).err).contains("n'a émis aucun rouleau de K7QF qui contient le numéro 1000");

        String[] offline = java.util.Arrays.copyOf(asked, asked.length + 3);
        offline[asked.length] = "--offline";
        offline[asked.length + 1] = "--count";
        offline[asked.length + 2] = "3";
        Said done = run(offline);
        assertThat(done.code).isZero();
        assertThat(done.err).contains("Registre non interrogé", "The ledger was not asked");
        assertThat(run("decode", roll.toString()).out.lines()).hasSize(3);
        assertThat(shelf.asked()).isEqualTo(1);
    }

    @Test
    void withoutAPublicAddressALabelIsForDemonstration() {
        Path label = folder.resolve("label.svg");
        assertThat(run("svg", Shelf.HARVEST, "-o", label.toString()).code).isZero();
        assertThat(label).content().contains("démonstration", shelf.url() + "/class/mango_fresh/lot/" + Shelf.HARVEST);
    }

    @Test
    void aPictureIsWrittenInTheSizeAsked() {
        Path label = folder.resolve("label.png");
        assertThat(run(
                                "png",
                                Shelf.HARVEST,
                                "--size",
                                "100x60",
                                "--dpi",
                                "203",
                                "--correction",
                                "Q",
                                "-o",
                                label.toString())
                        .code)
                .isZero();
        assertThat(run("decode", label.toString()).out.strip())
                .isEqualTo(shelf.url() + "/class/mango_fresh/lot/" + Shelf.HARVEST);
    }

    @Test
    void aRefusalIsSaidInFrenchFirstAndLeavesNoFile() {
        String lot = shelf.answers(Shelf.code(1), 404, "{}");
        Path sheet = folder.resolve("sheet.pdf");
        Said refused = run("sheet", Shelf.code(2), lot, "-o", sheet.toString());
        assertThat(refused.code).isEqualTo(1);
        assertThat(refused.err.lines())
                .containsExactly(
                        "Le lot " + lot
                                + " n'est pas dans le registre. Vérifiez le code ou attendez que sa pesée soit transmise.",
                        "Lot " + lot
                                + " is not in the ledger. Check the code, or wait until its weighing has been sent.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRealLabelNeedsARealAddress() {
        Said refused = run("svg", Shelf.HARVEST, "--base-url", "http://127.0.0.1:8080");
        assertThat(refused.code).isEqualTo(1);
        assertThat(refused.err).contains("adresse https publique");
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        Said refused =
                run("sheet", Shelf.HARVEST, "-o", folder.resolve("no/sheet.pdf").toString());
        assertThat(refused.code).isEqualTo(1);
        assertThat(refused.err).contains("Un fichier ne se laisse pas lire ou écrire", "sheet.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sheet --bogus",
                "print",
                "png A B",
                "decode",
                "sheet -o",
                "test-page",
                "test-page --to a -o b",
                "roll",
                "roll --issuer K7QF --from 0",
                "roll --issuer K7QF --from 0 --offline -o x",
                "--bogus",
                ""
            })
    void aCommandNobodyKnowsIsAnsweredWithTheUsage(String line) {
        Said usage = run(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(usage.code).isEqualTo(2);
        assertThat(usage.err).contains("Usage : label-printer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "sheet --help",
                "png --help",
                "svg -h",
                "print --help",
                "roll --help",
                "test-page --help",
                "decode --help"
            })
    void everyCommandExplainsItselfWithAnExample(String line) {
        Said help = run(line.split(" "));
        assertThat(help.code).isZero();
        assertThat(help.out).contains("Usage : label-printer", "Exemple", "  label-printer ");
        assertThat(help.err).isEmpty();
    }

    @Test
    void aShellLearnsTheCommands() {
        Said done = run("generate-completion");
        assertThat(done.code).isZero();
        assertThat(done.out).contains("label-printer", "print", "--start-at", "test-page", "--qr");
    }

    @Test
    void aLabelGoesToAPrinterOrTheReasonIsSaid() throws Exception {
        try (PaperEater printer = new PaperEater(PaperEater.READY)) {
            Said done = run("print", Shelf.HARVEST, "--to", printer.address(), "--copies", "3", "--copy", "2");
            assertThat(done.code).as(done.err).isZero();
            assertThat(done.out).contains("3 étiquettes, QR relu, envoi complet", "3 labels");
            assertThat(printer.eaten()).startsWith("^XA").contains("copie 2").endsWith("^PQ3^XZ\n");
        }
        Said wide = run("print", Shelf.HARVEST, "--to", "127.0.0.1", "--language", "escpos", "--size", "100x50");
        assertThat(wide.code).isEqualTo(1);
        assertThat(wide.err).contains("799 points de large", "384", "576", "wants 799 dots");
        Said elsewhere = run("print", Shelf.HARVEST, "--to", "8.8.8.8");
        assertThat(elsewhere.code).isEqualTo(1);
        assertThat(elsewhere.err).contains("8.8.8.8:9100 n'est pas sur votre réseau");
    }

    @Test
    void thePrinterMayDrawTheCodeWhereItsLanguageHasAWordForIt() throws Exception {
        try (PaperEater printer = new PaperEater(PaperEater.READY)) {
            Said done = run("print", Shelf.HARVEST, "--to", printer.address(), "--qr", "printer");
            assertThat(done.out)
                    .contains("QR de l'imprimante", "QR code by the printer")
                    .doesNotContain("relu");
            assertThat(printer.eaten()).contains("^BQN,2,");
        }
        Said refused = run("print", Shelf.HARVEST, "--to", "127.0.0.1", "--language", "tspl", "--qr", "printer");
        assertThat(refused.code).isEqualTo(1);
        assertThat(refused.err).contains("en ZPL seulement", "in ZPL only");
    }

    @Test
    void aTestPageGoesToAPrinterOrAFile() throws Exception {
        try (PaperEater printer = new PaperEater(PaperEater.READY)) {
            Said done = run("test-page", "--to", printer.address(), "--size", "50x30");
            assertThat(done.code).as(done.err).isZero();
            assertThat(printer.eaten()).contains("^MD-10", "^MD10").endsWith("^XA^MD0^XZ\n");
        }
        Path page = folder.resolve("page.pdf");
        assertThat(run("test-page", "--language", "pdf", "-o", page.toString()).code)
                .isZero();
        assertThat(run("decode", page.toString()).out).contains("/#test");
        Path receipt = folder.resolve("page.escpos");
        assertThat(run("test-page", "--language", "escpos", "-o", receipt.toString()).code)
                .isZero();
        // 384 dots are all that paper of 58 mm has
        assertThat(receipt).binaryContent().startsWith(0x1B, '@', 0x1D, 'v', '0', 0, 48, 0);
    }

    private Said run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        boolean option = args.length > 1 && args[1].startsWith("-");
        boolean label = args.length > 1 && !args[0].equals("decode") && (!option || args[0].equals("roll"));
        String[] all = label
                ? Stream.concat(
                                Stream.of(args),
                                Stream.of("--lots-url", shelf.url().toString()))
                        .toArray(String[]::new)
                : args;
        int code = Terminal.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
        return new Said(code, out.toString(), err.toString());
    }
}
