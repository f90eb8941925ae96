package org.jekasy.command.register;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The answers as sheets: one line a row, or the refused rows as they came with what was wrong, to be corrected and sent again. */
final class ResultSheet {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private ResultSheet() {}

    /** {@code line,ticket,outcome,reason}, a line for every row of the file. */
    static String results(List<Answer.Line> lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("line", "ticket", "outcome", "reason"));
        for (Answer.Line line : lines) {
            rows.add(List.of(
                    Integer.toString(line.line()), line.ticket(), line.outcome().word(), line.said()));
        }
        return write(rows, ',');
    }

    /**
     * The refused rows of a file with their own columns, then outcome and reason; separated as the file was. It opens in a spreadsheet, and what comes
     * back corrected is read like any other file.
     */
    static String corrections(Header header, List<Answer.Line> lines) {
        Map<Integer, Answer.Line> refused = new HashMap<>();
        for (Answer.Line line : lines) {
            if (line.outcome() == RowResult.Outcome.REFUSED) {
                refused.put(line.line(), line);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        int width = 0;
        for (Sheet.Row row : header.sheet().rows()) {
            if (row.line() == header.line()) {
                width = row.cells().size();
                rows.add(wide(row, width, "outcome", "reason"));
            }
            Answer.Line why = refused.get(row.line());
            if (why != null) {
                rows.add(wide(row, width, why.outcome().word(), why.said()));
            }
        }
        return BYTE_ORDER_MARK + write(rows, header.sheet().separator());
    }

    private static List<String> wide(Sheet.Row row, int width, String outcome, String reason) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            cells.add(row.cell(i).text());
        }
        cells.add(outcome);
        cells.add(reason);
        return cells;
    }

    private static String write(List<List<String>> rows, char separator) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text)) {
            for (List<String> row : rows) {
                csv.writeRecord(row.stream().map(ResultSheet::neutral).toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** What a spreadsheet would take for a formula is kept as text. */
    static String neutral(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** How the sheets are named for a download. */
    static String fileName(boolean corrections, Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        return corrections
                ? (english ? "to-correct.csv" : "a-corriger.csv")
                : (english ? "results.csv" : "resultats.csv");
    }
}
