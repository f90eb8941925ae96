package org.jekasy.command.register;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.RuleCode;

/** Tables kept as text. Nothing in such a file says how it was written, so it is read once for each separator and the header decides. */
final class CsvFile {
    private static final char[] SEPARATORS = {';', ',', '\t'};
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int LARGEST_FIELD = 1 << 16;

    private CsvFile() {}

    static List<Sheet> read(byte[] file) {
        String text = decode(file);
        List<Sheet> sheets = new ArrayList<>();
        for (char separator : SEPARATORS) {
            sheets.add(parse(text, separator));
        }
        return sheets;
    }

    /** UTF-8 or UTF-16 by its mark; else UTF-8 where all of it is valid UTF-8, and what old Excel writes where not. */
    static String decode(byte[] file) {
        if (startsWith(file, 0xEF, 0xBB, 0xBF)) {
            return new String(file, 3, file.length - 3, StandardCharsets.UTF_8);
        }
        if (startsWith(file, 0xFF, 0xFE)) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(file, 0xFE, 0xFF)) {
            return new String(file, 2, file.length - 2, StandardCharsets.UTF_16BE);
        }
        for (byte b : file) {
            if (b == 0) {
                throw new Unfit(new Why(
                        RuleCode.E_FORM_01,
                        "Ce fichier n’est ni un tableau CSV ni un classeur XLSX.",
                        "This file is neither a CSV table nor an XLSX workbook."));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(file, WINDOWS_1252);
        }
    }

    private static boolean startsWith(byte[] file, int... mark) {
        if (file.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((file[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Why unclosed(int line) {
        return new Why(
                RuleCode.E_FORM_01,
                "La ligne " + line
                        + " ne peut pas être lue : un guillemet y manque ou y est de trop. Rien n’est enregistré.",
                "Row " + line + " can not be read: a quotation mark is missing or too many. Nothing is recorded.");
    }

    private static Sheet parse(String text, char separator) {
        List<Sheet.Row> rows = new ArrayList<>();
        int line = 0;
        int cells = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(false)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .trimWhitespacesAroundQuotes(true)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(LARGEST_FIELD)
                        .ofCsvRecord(text);
                CloseableIterator<CsvRecord> records = reader.iterator()) {
            while (records.hasNext()) {
                CsvRecord row = records.next();
                if (row.getFieldCount() > Sheet.MOST_COLUMNS) {
                    return new Sheet(rows, separator, Sheet.tooWide());
                }
                // as a spreadsheet numbers it: a line break within quotes does not begin a row
                line++;
                Sheet.Row read = new Sheet.Row(
                        line, row.getFields().stream().map(Sheet.Cell::of).toList());
                if (read.isEmpty()) {
                    continue;
                }
                cells += row.getFieldCount();
                if (rows.size() == Sheet.MOST_ROWS || cells > Sheet.MOST_CELLS) {
                    return new Sheet(rows, separator, Sheet.tooLong());
                }
                rows.add(read);
            }
            return new Sheet(rows, separator, null);
        } catch (CsvParseException broken) {
            return new Sheet(rows, separator, unclosed(line + 1));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
