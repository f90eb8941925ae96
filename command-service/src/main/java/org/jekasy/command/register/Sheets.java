package org.jekasy.command.register;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jekasy.language.RuleCode;

/** Opens whatever a cooperative sends: a table of text or a workbook. What is neither gets one sentence that says what to do. */
final class Sheets {
    /** Largest file, in bytes. */
    static final int MOST_BYTES = 10 << 20;

    private Sheets() {}

    /** The tables that may be meant, in their order: the sheets of a workbook, or one text read with each separator. */
    static List<Sheet> read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw Unfit.tooLarge();
        }
        if (new String(file, 0, Math.min(file.length, 4096), StandardCharsets.ISO_8859_1).isBlank()) {
            throw new Unfit(new Why(RuleCode.E_FORM_01, "Ce fichier est vide.", "This file is empty."));
        }
        byte[] start = java.util.Arrays.copyOf(file, 8);
        if (ReadableWorkbook.isOLE2Header(start)) {
            throw new Unfit(
                    new Why(
                            RuleCode.E_FORM_01,
                            "Ce fichier est protégé par un mot de passe, ou d’un ancien Excel (.xls). Enregistrez-le sans mot de passe en XLSX ou CSV.",
                            "This file is protected by a password, or from an old Excel (.xls). Save it without password as XLSX or CSV."));
        }
        if (ReadableWorkbook.isOOXMLZipHeader(start)) {
            return XlsxFile.read(file);
        }
        if (new String(start, StandardCharsets.ISO_8859_1).startsWith("%PDF")) {
            throw new Unfit(
                    new Why(
                            RuleCode.E_FORM_01,
                            "Ce fichier est un PDF : il montre le cahier, on ne peut pas le lire. Envoyez le tableau lui-même, en XLSX ou CSV.",
                            "This file is a PDF: it shows the book but can not be read. Send the table itself, as XLSX or CSV."));
        }
        return CsvFile.read(file);
    }
}
