package org.jekasy.command.register;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/** The same mango book in all the forms cooperatives keep it: every row must get what it gets in the first one. */
class FileFormsTest {
    private static final String BOOK = "livraisons_mangue_kadiolo_2026";

    private final Samples samples = Samples.registered();
    private final String text = CsvFile.decode(Samples.file(BOOK + ".csv"));
    private final Map<Integer, Samples.Expected> expected = Samples.expected(BOOK + ".expected.csv");

    private List<List<String>> rows() {
        return CsvReader.builder().fieldSeparator(';').ofCsvRecord(text).stream()
                .map(CsvRecord::getFields)
                .toList();
    }

    private static String write(List<List<String>> rows, char separator) {
        StringWriter written = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().fieldSeparator(separator).build(written)) {
            rows.forEach(csv::writeRecord);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return written.toString();
    }

    private static Map<Integer, Samples.Expected> lower(Map<Integer, Samples.Expected> expected, int lines) {
        Map<Integer, Samples.Expected> lowered = new LinkedHashMap<>();
        expected.forEach((line, row) ->
                lowered.put(line + lines, new Samples.Expected(line + lines, row.ticket(), row.outcome(), row.why())));
        return lowered;
    }

    @Test
    void aBookFromAnOldExcel() {
        Samples.assertAsExpected(samples.mangoBook(text.getBytes(Charset.forName("windows-1252"))), expected);
    }

    @Test
    void aBookWithoutByteOrderMark() {
        Samples.assertAsExpected(samples.mangoBook(text.getBytes(StandardCharsets.UTF_8)), expected);
    }

    @Test
    void aBookAsUnicodeTextWithTabs() {
        String tabs = "\uFEFF" + write(rows(), '\t');

        Samples.assertAsExpected(samples.mangoBook(tabs.getBytes(StandardCharsets.UTF_16LE)), expected);
    }

    @Test
    void aBookWithCommas() {
        Samples.assertAsExpected(samples.mangoBook(write(rows(), ',').getBytes(StandardCharsets.UTF_8)), expected);
    }

    @Test
    void aBookWithTitlesAndEmptyRowsAboveItsHeader() {
        String titled =
                "Coopérative des planteurs de Kadiolo;;;;;;;;\r\n\r\nCahier de pesée, date : campagne 2026\r\n;;;;;;;;\r\n"
                        + text;

        Samples.assertAsExpected(samples.mangoBook(titled.getBytes(StandardCharsets.UTF_8)), lower(expected, 4));
    }

    @Test
    void aBookWithOtherHeadings() {
        int end = text.indexOf('\r');
        String renamed =
                "Numéro du bon de pesée;JOUR;Code planteur;Code parcelle;VARIÉTÉS;Nb. de cageots;Poids (Kg.);Certifié bio;Notes"
                        + text.substring(end);

        Imported imported = samples.mangoBook(renamed.getBytes(StandardCharsets.UTF_8));

        Samples.assertAsExpected(imported, expected);
        assertThat(imported.header().ignored()).containsExactly("Notes");
    }

    @Test
    void aBookWithNarrowAndUnbreakableSpacesAndThousands() {
        String spaced = text.replace("1 240,5", "1\u00A0240,5").replace("9 400,0", "9\u202F400,0 kg");

        Samples.assertAsExpected(samples.mangoBook(spaced.getBytes(StandardCharsets.UTF_8)), expected);
    }

    @Test
    void aBookInItsColumnsTurnedAround() {
        List<List<String>> turned = rows().stream().map(List::reversed).toList();

        Samples.assertAsExpected(samples.mangoBook(write(turned, ';').getBytes(StandardCharsets.UTF_8)), expected);
    }

    @Test
    void aBookAsAWorkbookWithACoverSheetDatesAndNumbers() throws IOException {
        Imported imported = samples.mangoBook(workbook());

        Samples.assertAsExpected(imported, lower(expected, 2));
        assertThat(imported.results()).hasSize(422);
        assertThat(samples.mangoBook().count(RowResult.Outcome.REPEATED))
                .as("the text and the workbook are the same book")
                .isEqualTo(412);
    }

    private byte[] workbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "cahier", "1.0")) {
            workbook.newWorksheet("Page de garde").value(0, 0, "Coopérative des planteurs de Kadiolo");
            Worksheet sheet = workbook.newWorksheet("Pesées");
            sheet.value(0, 0, "Cahier de pesée 2026");
            int line = 2;
            for (List<String> row : rows()) {
                for (int column = 0; column < row.size(); column++) {
                    cell(sheet, line, column, row.get(column));
                }
                line++;
            }
        }
        return out.toByteArray();
    }

    private static void cell(Worksheet sheet, int line, int column, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (column == 1 && text.matches("\\d\\d/\\d\\d/\\d{4}") && !text.startsWith("31/04")) {
            sheet.value(line, column, LocalDate.parse(text, DateTimeFormatter.ofPattern("dd/MM/yyyy")));
            sheet.style(line, column)
                    .format(line % 2 == 0 ? "dd/mm/yyyy" : "d mmm yyyy")
                    .set();
        } else if (column > 4 && column < 7 && text.matches("-?\\d+(,\\d+)?")) {
            sheet.value(line, column, new BigDecimal(text.replace(',', '.')).doubleValue());
        } else {
            sheet.value(line, column, text);
        }
    }
}
