package org.jekasy.command.register;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jekasy.language.RuleCode;
import org.jspecify.annotations.Nullable;

/** Workbooks of Excel (OOXML). A workbook is a packed archive that may hold anything, so it is looked through before the reader is trusted with it. */
final class XlsxFile {
    /** A season's book unpacks to some megabytes. */
    static final long MOST_UNPACKED = 32L << 20;

    private static final int MOST_PARTS = 1_000;
    private static final int MOST_SHEETS = 20;
    private static final int MOST_CELLS = 1_000_000;
    private static final int MOST_FORMULAS = 200_000;
    private static final int MOST_ARRAY_FORMULAS = 100;
    private static final int LONGEST_FORMULA = 8_192;
    private static final Pattern DATE_FORMAT = Pattern.compile("(?i)(?=.*[dy])[^\"]*[dmy].*");
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    private XlsxFile() {}

    /** The visible sheets in their order. */
    static List<Sheet> read(byte[] file) {
        lookThrough(file);
        try (ReadableWorkbook workbook = open(file)) {
            List<Sheet> sheets = new ArrayList<>();
            Iterator<org.dhatim.fastexcel.reader.Sheet> visible = workbook.getSheets()
                    .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                    .limit(MOST_SHEETS)
                    .iterator();
            while (visible.hasNext()) {
                sheets.add(sheet(visible.next()));
            }
            return sheets;
        } catch (Unfit unfit) {
            throw unfit;
        } catch (IOException | RuntimeException broken) {
            // the reader answers to a damaged workbook with whatever exception lies nearest
            throw damaged();
        }
    }

    private static ReadableWorkbook open(byte[] file) throws IOException {
        try {
            return new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, true));
        } catch (ExcelReaderException noStyles) {
            // a workbook that was not written by Excel may have none; its dates are then texts or bare numbers
            return new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(false, true));
        }
    }

    private static Sheet sheet(org.dhatim.fastexcel.reader.Sheet sheet) throws IOException {
        List<Sheet.Row> rows = new ArrayList<>();
        int cells = 0;
        try (Stream<Row> stream = sheet.openStream()) {
            Iterator<Row> each = stream.iterator();
            while (each.hasNext()) {
                Row row = each.next();
                List<Sheet.Cell> inRow = new ArrayList<>(row.getCellCount());
                for (Cell cell : row) {
                    inRow.add(cell == null ? Sheet.Cell.EMPTY : cell(cell));
                }
                Sheet.Row read = new Sheet.Row(row.getRowNum(), inRow);
                if (read.isEmpty()) {
                    continue;
                }
                cells += read.cells().size();
                if (rows.size() == Sheet.MOST_ROWS || cells > Sheet.MOST_CELLS) {
                    return new Sheet(rows, ';', Sheet.tooLong());
                }
                rows.add(read);
            }
        }
        return new Sheet(rows, ';', null);
    }

    private static Sheet.Cell cell(Cell cell) {
        Object value = cell.getValue();
        if (cell.getType() == CellType.ERROR) {
            return Sheet.Cell.of(cell.getRawValue() == null ? "#" : cell.getRawValue());
        }
        return switch (value) {
            case null -> Sheet.Cell.EMPTY;
            case BigDecimal number when isDate(cell) -> Sheet.Cell.of(date(cell));
            case BigDecimal number -> new Sheet.Cell(plain(number), number);
            case Boolean yes -> Sheet.Cell.of(yes ? "oui" : "non");
            default -> Sheet.Cell.of(value.toString());
        };
    }

    // 1.0E+2 is 100; nothing a book holds is longer than 40 digits written out
    private static String plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return Math.abs((long) bare.scale()) > 40 ? number.toString() : bare.toPlainString();
    }

    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        return format != null
                && DATE_FORMAT.matcher(LITERAL.matcher(format).replaceAll("")).matches();
    }

    private static String date(Cell cell) {
        try {
            LocalDateTime when = cell.asDate();
            return when == null ? "" : DAY.format(when);
        } catch (RuntimeException outOfRange) {
            return String.valueOf(cell.getRawValue());
        }
    }

    // ---- before the reader is let at it

    private static void lookThrough(byte[] file) {
        Contents contents = new Contents();
        boolean workbook = false;
        // the reader's own archive class, so that it can not be shown other parts than we are
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            int parts = 0;
            Iterator<ZipArchiveEntry> each = zip.getEntries().asIterator();
            while (each.hasNext()) {
                ZipArchiveEntry part = each.next();
                if (++parts > MOST_PARTS) {
                    throw tooLarge();
                }
                String name = part.getName().toLowerCase(Locale.ROOT);
                try (InputStream content = contents.counted(zip.getInputStream(part))) {
                    if (name.startsWith("xl/") && name.endsWith(".xml")) {
                        workbook = true;
                        contents.look(content);
                    }
                    content.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException | XMLStreamException | IllegalArgumentException broken) {
            throw damaged();
        }
        if (!workbook) {
            throw new Unfit(new Why(
                    RuleCode.E_FORM_01,
                    "Ce fichier n’est pas un classeur XLSX. Dans LibreOffice ou Excel : « Enregistrer sous », XLSX ou CSV.",
                    "This file is no XLSX workbook. In LibreOffice or Excel: \"Save as\", XLSX or CSV."));
        }
        contents.checkStrings();
    }

    /** What the parts of an archive hold, as far as it could lead the reader astray: their size, and cells that lie far out or name what is not there. */
    private static final class Contents {
        private long unpacked;
        private int cells;
        private int formulas;
        private int arrayFormulas;
        private int strings;
        private int highestString = -1;

        InputStream counted(InputStream part) {
            return new FilterInputStream(part) {
                @Override
                public int read() throws IOException {
                    int b = super.read();
                    count(b < 0 ? 0 : 1);
                    return b;
                }

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    int read = super.read(into, from, length);
                    count(Math.max(0, read));
                    return read;
                }
            };
        }

        private void count(int bytes) {
            unpacked += bytes;
            if (unpacked > MOST_UNPACKED) {
                throw tooLarge();
            }
        }

        void look(InputStream part) throws XMLStreamException {
            XMLInputFactory factory = new InputFactoryImpl();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader reader = factory.createXMLStreamReader(part);
            boolean shared = false;
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (reader.getLocalName()) {
                    case "si" -> strings++;
                    case "c" -> {
                        cells++;
                        checkColumn(reader.getAttributeValue(null, "r"));
                        shared = "s".equals(reader.getAttributeValue(null, "t"));
                    }
                    case "v" -> {
                        if (shared) {
                            highestString = Math.max(
                                    highestString,
                                    Integer.parseUnsignedInt(
                                            reader.getElementText().strip()));
                        }
                    }
                    case "f" -> {
                        formulas++;
                        arrayFormulas += "array".equals(reader.getAttributeValue(null, "t")) ? 1 : 0;
                        if (reader.getElementText().length() > LONGEST_FORMULA) {
                            throw damaged();
                        }
                    }
                    default -> {}
                }
                if (cells > MOST_CELLS || formulas > MOST_FORMULAS || arrayFormulas > MOST_ARRAY_FORMULAS) {
                    throw tooLarge();
                }
            }
        }

        // a cell that names a text that is not there would have the reader look for it for ever
        void checkStrings() {
            if (highestString >= strings) {
                throw damaged();
            }
        }

        // the reader makes room for every column up to the one named
        private static void checkColumn(@Nullable String reference) {
            if (reference == null) {
                return;
            }
            long column = 0;
            for (int i = 0; i < reference.length() && !Character.isDigit(reference.charAt(i)); i++) {
                column =
                        Math.min(column * 26 + Character.toUpperCase(reference.charAt(i)) - 'A' + 1, Integer.MAX_VALUE);
            }
            if (column > Sheet.MOST_COLUMNS || column < 0) {
                throw new Unfit(Sheet.tooWide());
            }
        }
    }

    private static Unfit tooLarge() {
        return new Unfit(
                new Why(
                        RuleCode.E_FORM_01,
                        "Ce classeur est démesuré une fois ouvert. Gardez seulement la feuille du cahier et renvoyez-le.",
                        "This workbook is out of all proportion once unpacked. Keep the sheet of the book only and send it again."));
    }

    private static Unfit damaged() {
        return new Unfit(
                new Why(
                        RuleCode.E_FORM_01,
                        "Ce classeur est abîmé et ne peut pas être lu. Ouvrez-le, enregistrez-le à nouveau en XLSX ou CSV et renvoyez-le.",
                        "This workbook is damaged and can not be read. Open it, save it again as XLSX or CSV and send it again."));
    }
}
