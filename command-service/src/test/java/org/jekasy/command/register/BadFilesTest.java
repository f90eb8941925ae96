package org.jekasy.command.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

/** What is sent by mistake, and what is sent on purpose. */
class BadFilesTest {
    private static final String HEADER = "N° ticket;Date;Verger;Variété;Poids\n";
    private static final String SHEET_START =
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
    private static final String SHEET_END = "</sheetData></worksheet>";

    private static AbstractThrowableAssert<?, ? extends Throwable> read(byte[] file) {
        return assertThatThrownBy(() -> Header.find(Sheets.read(file), null)).isInstanceOf(Unfit.class);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> read(String file) {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zip(String... namesAndContents) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndContents[i]));
                zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] workbook(String rows) throws IOException {
        return zip(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
                "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"x\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
                "xl/worksheets/sheet1.xml",
                SHEET_START + rows + SHEET_END);
    }

    @Test
    void anEmptyFile() {
        read("").hasMessageContaining("est vide");
        read(" \r\n\r\n").hasMessageContaining("est vide");
    }

    @Test
    void aPdf() {
        read("%PDF-1.7\n…").hasMessageContaining("PDF");
    }

    @Test
    void anOldExcelOrAWorkbookWithAPassword() {
        byte[] file = new byte[2048];
        byte[] start = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        System.arraycopy(start, 0, file, 0, start.length);

        read(file).hasMessageContaining("mot de passe").hasMessageContaining(".xls");
    }

    @Test
    void aTextDocument() throws IOException {
        read(zip("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>"))
                .hasMessageContaining("n’est pas un classeur XLSX");
        read(zip("word/document.xml", "<x/>")).hasMessageContaining("n’est pas un classeur XLSX");
    }

    @Test
    void aPicture() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13};

        read(png).hasMessageContaining("ni un tableau CSV ni un classeur XLSX");
    }

    @Test
    void aFileLargerThanAnyBook() {
        read(new byte[Sheets.MOST_BYTES + 1]).hasMessageContaining("10 Mo");
    }

    @Test
    void moreRowsThanAnyBook() {
        read(HEADER + "T1;11/05/2026;V;Kent;20\n".repeat(Sheet.MOST_ROWS + 1)).hasMessageContaining("20000 lignes");
    }

    @Test
    void emptyRowsDoNotCount() {
        byte[] file = (HEADER + ";;;;\n".repeat(Sheet.MOST_ROWS) + "T1;11/05/2026;V;Kent;20\n")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Header.find(Sheets.read(file), null).rows())
                .extracting(Sheet.Row::line)
                .containsExactly(Sheet.MOST_ROWS + 2);
    }

    @Test
    void aTableWithoutAHeaderWeKnow() {
        read("a;b;c\n1;2;3\n").hasMessageContaining("Aucune ligne d’en-têtes");
        read("N° ticket;Date;Verger;Poids (t);Prix\n1;2;3;4;5\n")
                .hasMessage(
                        "E-FORM-01 Ligne 1 : il manque les colonnes « variété », « poids net (kg) ». En-têtes inconnus : Poids (t), Prix.");
    }

    @Test
    void aKindThatIsAskedForMustFitTheColumns() {
        byte[] book = (HEADER + "T1;11/05/2026;V;Kent;20\n").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Header.find(Sheets.read(book), Kind.DELIVERIES))
                .hasMessageContaining("il manque la colonne « n° producteur »");
    }

    @Test
    void aQuotationMarkThatIsNeverClosed() {
        read(HEADER + "T1;11/05/2026;V;Kent;20\nT2;\"11/05/2026;V;Kent;20\nT3;11/05/2026;V;Kent;20\n")
                .hasMessageContaining("La ligne 3 ne peut pas être lue");
    }

    @Test
    void aDamagedWorkbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "cahier", "1.0")) {
            workbook.newWorksheet("A").value(0, 0, "N° ticket");
        }
        byte[] cut = java.util.Arrays.copyOf(out.toByteArray(), out.size() / 2);

        read(cut).hasMessageContaining("abîmé");
        read(zip("xl/workbook.xml", "<workbook>")).hasMessageContaining("abîmé");
        read(zip("xl/workbook.xml", "<workbook/>")).hasMessageContaining("abîmé");
        read(workbook("<row r=\"1\"><c r=\"A1\" t=\"zz\"><v>1</v></c></row>")).hasMessageContaining("abîmé");
    }

    @Test
    void aWorkbookThatUnpacksToFarMoreThanItWeighs() throws IOException {
        byte[] bomb = zip("xl/worksheets/sheet1.xml", SHEET_START + " ".repeat(40 << 20) + SHEET_END);

        assertThat(bomb).hasSizeLessThan(100_000);
        read(bomb).hasMessageContaining("démesuré");
        read(zip("docProps/nothing.bin", "0".repeat(40 << 20))).hasMessageContaining("démesuré");
    }

    @Test
    void aWorkbookWithACellFarOut() throws IOException {
        read(workbook("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>")).hasMessageContaining("200 colonnes");
        read(workbook("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>")).hasMessageContaining("200 colonnes");
    }

    @Test
    void aWorkbookWhoseCellsNameTextsThatAreNotThere() throws IOException {
        read(workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2000000000</v></c></row>"))
                .hasMessageContaining("abîmé");
        read(workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>")).hasMessageContaining("abîmé");
    }

    @Test
    void aWorkbookWithEntitiesThatMultiply() throws IOException {
        String laughs = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";

        read(zip("xl/workbook.xml", laughs + "<workbook>&b;</workbook>")).hasMessageContaining("abîmé");
    }

    @Test
    void aWorkbookWithHalfAMillionCells() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int row = 2; row <= 5_000; row++) {
            rows.append("<row r=\"").append(row).append("\">");
            rows.append("<c><v>1</v></c>".repeat(100)).append("</row>");
        }

        String header = "N° ticket,Date,Verger,Variété,Poids"
                .replaceAll("([^,]+),?", "<c t=\"inlineStr\"><is><t>$1</t></is></c>");

        read(workbook("<row r=\"1\">" + header + "</row>" + rows)).hasMessageContaining("20000 lignes");
    }
}
