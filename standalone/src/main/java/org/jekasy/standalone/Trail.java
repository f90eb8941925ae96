package org.jekasy.standalone;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows one harvest from its row in the weighing book to the label that is read back, over HTTP only, and says at each step what it saw. It knows of
 * the row what stands in the file; everything else has to come out of the ledger and to agree with it.
 */
final class Trail {
    private static final DateTimeFormatter IN_THE_BOOK = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /** A row of the book as a person reads it; {@code number} counts the file's own rows from 1. */
    private record Row(int number, String ticket, LocalDate day, String orchard, String variety, String kilograms) {
        private static final Pattern DAY = Pattern.compile("\\d\\d/\\d\\d/\\d{4}");
        private static final Pattern KILOGRAMS = Pattern.compile("\\d+(,\\d+)?");

        long grams() {
            return new BigDecimal(kilograms.replace(',', '.')).movePointRight(3).longValueExact();
        }

        /** The rows that are written plainly. Books have rows with every sort of slip; one without is followed. */
        static List<Row> of(List<String> lines) {
            List<String> header = cells(lines.getFirst());
            int ticket = column(header, "ticket");
            int day = column(header, "date");
            int orchard = column(header, "verger");
            int variety = column(header, "variété");
            int weight = column(header, "poids");
            List<Row> rows = new ArrayList<>();
            for (int at = 1; at < lines.size(); at++) {
                List<String> cells = cells(lines.get(at));
                if (cells.size() == header.size()
                        && DAY.matcher(cells.get(day)).matches()
                        && KILOGRAMS.matcher(cells.get(weight)).matches()) {
                    rows.add(new Row(
                            at + 1,
                            cells.get(ticket),
                            LocalDate.parse(cells.get(day), IN_THE_BOOK),
                            cells.get(orchard),
                            cells.get(variety),
                            cells.get(weight)));
                }
            }
            return rows;
        }

        private static List<String> cells(String line) {
            return List.of(line.split(";", -1));
        }

        private static int column(List<String> header, String word) {
            for (int at = 0; at < header.size(); at++) {
                if (header.get(at).toLowerCase(Locale.ROOT).contains(word)) {
                    return at;
                }
            }
            throw new IllegalArgumentException("no column « " + word + " » in " + header);
        }
    }

    private final Visitor visitor;
    private final Language language;
    private final PrintStream out;

    Trail(Visitor visitor, Language language, PrintStream out) {
        this.visitor = visitor;
        this.language = language;
        this.out = out;
    }

    /**
     * Goes the whole way with the first harvest of the book that went into an export lot.
     *
     * @param imported what the import of the book was answered
     * @throws NotAsExpected at the first step that does not agree with the row
     */
    void follow(SampleSeason.Book book, JsonNode imported) throws IOException, InterruptedException, NotAsExpected {
        Row row = null;
        JsonNode harvest = null;
        JsonNode way = null;
        JsonNode packed = null;
        for (Row next : Row.of(Files.readAllLines(book.file()))) {
            if (packed != null) {
                break;
            }
            if (outcome(imported, next.number()).equals("accepted")) {
                row = next;
                harvest = lotOf(book, next);
                way = visitor.page("/lots/" + text(harvest, "lot") + "/trace?direction=forward");
                packed = farthestPacked(way);
            }
        }
        if (row == null || harvest == null || way == null || packed == null) {
            throw new NotAsExpected(
                    String.valueOf(book.file().getFileName()),
                    language.say("un ticket qui va jusqu'à un lot d'export", "a ticket that goes into an export lot"),
                    language.say("aucun", "none"));
        }
        theRow(book.file(), row, imported);
        theLot(row, harvest);
        theWay(harvest, way);
        String exportLot = text(packed, "lot");
        theOrigin(harvest, exportLot);
        theLabel(exportLot);
        theHistory(row, harvest);
    }

    private void theRow(Path book, Row row, JsonNode imported) throws NotAsExpected {
        seen(
                "%s, ligne %d : ticket %s, %s, verger %s, %s, %s kg"
                        .formatted(
                                book.getFileName(),
                                row.number(),
                                row.ticket(),
                                row.day(),
                                row.orchard(),
                                row.variety(),
                                row.kilograms()),
                "%s, row %d: ticket %s, %s, orchard %s, %s, %s kg"
                        .formatted(
                                book.getFileName(),
                                row.number(),
                                row.ticket(),
                                row.day(),
                                row.orchard(),
                                row.variety(),
                                row.kilograms()));
        expect("POST /imports", "accepted", outcome(imported, row.number()));
        seen(
                "import : %d lignes, dont %d acceptées, %d avec une remarque, %d répétées, %d refusées ; ticket %s accepté"
                        .formatted(counts(imported, row.ticket())),
                "import: %d rows, of which %d accepted, %d with a flag, %d repeated, %d refused; ticket %s accepted"
                        .formatted(counts(imported, row.ticket())));
    }

    private static Object[] counts(JsonNode imported, String ticket) {
        return Stream.concat(
                        Stream.of("rows", "accepted", "flagged", "repeated", "refused")
                                .map(name -> imported.path(name).longValue(0)),
                        Stream.of(ticket))
                .toArray();
    }

    private static String outcome(JsonNode imported, int row) {
        for (JsonNode line : imported.path("results")) {
            if (line.path("line").intValue(0) == row) {
                return line.path("outcome").stringValue("").toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /** A lot's code begins with its day; which of the cooperative's lots of the day it is, its ticket says. */
    private JsonNode lotOf(SampleSeason.Book book, Row row) throws IOException, InterruptedException, NotAsExpected {
        String prefix =
                "%02d%03d".formatted(row.day().getYear() % 100, row.day().getDayOfYear());
        String after = "";
        do {
            JsonNode list = visitor.page(
                    "/lots?limit=200&q=" + prefix + "&cooperative=" + Visitor.parameter(book.organisation()) + after);
            for (JsonNode line : list.path("lots")) {
                JsonNode lot = visitor.page("/lots/" + text(line, "lot"));
                if (lot.path("made").path("ticket").stringValue("").equals(row.ticket())) {
                    return lot;
                }
            }
            after = text(list, "next").isEmpty() ? "" : "&after=" + Visitor.parameter(text(list, "next"));
        } while (!after.isEmpty());
        throw new NotAsExpected(
                "GET /lots?q=" + prefix,
                language.say("un lot du ticket ", "a lot of ticket ") + row.ticket(),
                language.say("aucun", "none"));
    }

    private void theLot(Row row, JsonNode harvest) throws NotAsExpected {
        expect(text(harvest, "lot") + " registeredG", Long.toString(row.grams()), text(harvest, "registeredG"));
        expect(text(harvest, "lot") + " made.on", row.day().toString(), text(harvest.path("made"), "on"));
        // the list of varieties knows some by two names: « Amélie (Gouverneur) »
        String variety = harvest.path("variety").path("name").stringValue("");
        expect(text(harvest, "lot") + " variety", row.variety(), variety.replaceAll(" \\(.*", ""));
        seen(
                "lot %s : %s kg de %s, récolté le %s, comme dans le cahier"
                        .formatted(text(harvest, "lot"), row.kilograms(), row.variety(), row.day()),
                "lot %s: %s kg of %s, harvested on %s, as in the book"
                        .formatted(text(harvest, "lot"), row.kilograms(), row.variety(), row.day()));
    }

    private static @Nullable JsonNode farthestPacked(JsonNode way) {
        JsonNode farthest = null;
        int steps = -1;
        for (JsonNode node : way.path("nodes")) {
            JsonNode lot = node.path("lot");
            boolean stopped =
                    lot.path("held").booleanValue(false) || lot.path("recalled").booleanValue(false);
            if (lot.path("how").stringValue("").equals("PACKING")
                    && !stopped
                    && node.path("steps").intValue(0) > steps) {
                farthest = lot;
                steps = node.path("steps").intValue(0);
            }
        }
        return farthest;
    }

    private void theWay(JsonNode harvest, JsonNode way) throws NotAsExpected {
        List<String> lots = new ArrayList<>();
        for (JsonNode node : way.path("nodes")) {
            if (node.path("steps").intValue(0) > 0) {
                lots.add(text(node.path("lot"), "lot") + " ("
                        + how(node.path("lot").path("how").stringValue("")) + ")");
            }
        }
        long left = 0;
        for (JsonNode edge : way.path("edges")) {
            if (text(edge, "parent").equals(text(harvest, "lot"))) {
                left += edge.path("shareG").longValue(0);
            }
        }
        // all that was ever taken out of the lot for others; what shrank or was lost is not among it
        long used = harvest.path("usedG").longValue(0);
        expect(text(harvest, "lot") + " usedG", Long.toString(left), Long.toString(used));
        seen(
                "il est entré dans %d lots : %s".formatted(lots.size(), String.join(", ", lots)),
                "it went into %d lots: %s".formatted(lots.size(), String.join(", ", lots)));
    }

    private String how(String how) {
        return switch (how) {
            case "GROUPING" -> language.say("regroupement", "grouping");
            case "SPLIT" -> language.say("division", "split");
            case "PROCESS" -> language.say("transformation", "processing");
            case "TREATMENT" -> language.say("traitement", "treatment");
            case "PACKING" -> language.say("conditionnement", "packing");
            case "BY_PRODUCT" -> language.say("sous-produit", "by-product");
            default -> how;
        };
    }

    private void theOrigin(JsonNode harvest, String exportLot) throws IOException, InterruptedException, NotAsExpected {
        String asked = "/lots/" + exportLot + "/origin";
        JsonNode origin = visitor.page(asked);
        List<String> said = new ArrayList<>();
        for (String list : List.of("cooperatives", "communes", "weeks")) {
            long sum = 0;
            BigDecimal percent = BigDecimal.ZERO;
            for (JsonNode share : origin.path(list)) {
                sum += share.path("weightG").longValue(0);
                percent = percent.add(share.path("percent").decimalValue());
            }
            expect(asked + " " + list, text(origin, "registeredG"), Long.toString(sum));
            expect(
                    asked + " " + list + " %",
                    "100",
                    percent.stripTrailingZeros().toPlainString());
        }
        said.add(share(
                asked, origin.path("cooperatives"), harvest.path("cooperatives").path(0)));
        said.add(share(asked, origin.path("communes"), harvest.path("communes").path(0)));
        seen(
                "lot d'export %s : %s ; les parts font 100 %% et %s g, au gramme près"
                        .formatted(exportLot, String.join(", ", said), text(origin, "registeredG")),
                "export lot %s: %s; the shares sum to 100 %% and %s g, to the gram"
                        .formatted(exportLot, String.join(", ", said), text(origin, "registeredG")));
    }

    private static String share(String asked, JsonNode shares, JsonNode of) throws NotAsExpected {
        for (JsonNode share : shares) {
            if (share.path("of").path("id").equals(of.path("id"))) {
                return of.path("name").stringValue("") + " "
                        + share.path("percent").decimalValue().toPlainString() + " %";
            }
        }
        throw new NotAsExpected(asked, of.path("name").stringValue("?"), shares.toString());
    }

    private void theLabel(String exportLot) throws IOException, InterruptedException, NotAsExpected {
        byte[] png = visitor.drawn("/labels/" + exportLot + ".png");
        URI address = URI.create(decoded(exportLot, png));
        seen(
                "étiquette : image PNG de %d octets, son QR dit %s".formatted(png.length, address),
                "label: PNG image of %d bytes, its QR says %s".formatted(png.length, address));

        HttpResponse<byte[]> opened = visitor.open(address);
        expect("GET " + address, "HTTP 200", "HTTP " + opened.statusCode());
        JsonNode label = visitor.page("/lots/" + exportLot + "/label");
        String page = words(new String(opened.body(), StandardCharsets.UTF_8));
        String weight = kilograms(label.path("weightG").longValue(0));
        for (String named : List.of(exportLot, text(label, "cooperative"), weight)) {
            if (!page.contains(squeezed(named))) {
                throw new NotAsExpected(
                        "GET " + address, named, language.say("une page qui ne le dit pas", "a page without it"));
            }
        }
        seen(
                "la page s'ouvre (HTTP 200) et nomme le lot, %s et %s".formatted(text(label, "cooperative"), weight),
                "the page opens (HTTP 200) and names the lot, %s and %s".formatted(text(label, "cooperative"), weight));
    }

    private static String decoded(String lot, byte[] png) throws IOException, NotAsExpected {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        if (picture == null) {
            throw new NotAsExpected("GET /labels/" + lot + ".png", "PNG", png.length + " bytes");
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        try {
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))),
                            Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (ReaderException e) {
            throw new NotAsExpected("GET /labels/" + lot + ".png", "QR", width + " × " + height + " pixels");
        }
    }

    /** What a reader sees of a page, without spaces: they differ from language to language, and so does what groups thousands. */
    private String words(String page) {
        return squeezed(page.replaceAll("<[^>]*>", "").replace("&#39;", "'").replace("&amp;", "&"));
    }

    private String squeezed(String text) {
        String close = text.replaceAll("[\\s\\u00a0\\u2009\\u202f]", "");
        return language == Language.ENGLISH ? close.replaceAll("(\\d),(\\d\\d\\d)", "$1$2") : close;
    }

    private String kilograms(long grams) {
        String number = BigDecimal.valueOf(grams, 3).stripTrailingZeros().toPlainString();
        return language.say(number.replace('.', ','), number) + " kg";
    }

    private void theHistory(Row row, JsonNode harvest) throws IOException, InterruptedException, NotAsExpected {
        String asked = "/lots/" + text(harvest, "lot") + "/history";
        List<JsonNode> entries = new ArrayList<>();
        visitor.page(asked).path("entries").forEach(entries::add);
        if (entries.isEmpty()) {
            throw new NotAsExpected(asked, "HarvestRecorded", language.say("rien", "nothing"));
        }
        expect(
                asked,
                row.ticket(),
                entries.getFirst().path("event").path("ticket").stringValue(""));
        List<Long> positions =
                entries.stream().map(e -> e.path("position").longValue(0)).toList();
        expect(asked, positions.stream().sorted().toList().toString(), positions.toString());
        String told = entries.stream()
                .map(entry -> entry.path("position").longValue(0) + " "
                        + entry.path("type").stringValue("").replaceAll("\\.v\\d+$", ""))
                .collect(Collectors.joining(", "));
        seen("son histoire, dans l'ordre du registre : " + told, "its history, in the ledger's order: " + told);
    }

    private static String text(JsonNode page, String name) {
        JsonNode value = page.path(name);
        return value.isString()
                ? value.stringValue()
                : value.isNumber() ? value.decimalValue().toPlainString() : "";
    }

    private static void expect(String asked, String expected, String found) throws NotAsExpected {
        if (!expected.equals(found)) {
            throw new NotAsExpected(asked, expected, found.isEmpty() ? "∅" : found);
        }
    }

    private void seen(String french, String english) {
        out.println("✓ " + language.say(french, english));
        out.flush();
    }
}
