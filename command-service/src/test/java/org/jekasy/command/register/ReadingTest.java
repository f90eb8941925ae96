package org.jekasy.command.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells as people write them. */
class ReadingTest {
    private static Fields row(Column column, Sheet.Cell cell, String... others) {
        Decimals decimals = new Decimals();
        List.of(others).forEach(decimals::learn);
        Sheet sheet = new Sheet(List.of(), ';', null);
        Header header = new Header(sheet, Kind.HARVESTS, 1, Map.of(column, 0), Map.of(column, "X"), List.of());
        return new Fields(header, new Sheet.Row(2, List.of(cell)), decimals);
    }

    private static LocalDate day(String text) {
        return row(Column.DATE, Sheet.Cell.of(text)).day(Column.DATE);
    }

    private static long grams(String text, String... others) {
        return row(Column.WEIGHT, Sheet.Cell.of(text), others)
                .weight(Column.WEIGHT)
                .grams();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "09/05/2026",
                "9/5/2026",
                "9/5/26",
                "2026-05-09",
                "09-05-2026",
                "09.05.2026",
                "2026/05/09",
                "09/05/2026 14:30",
                "2026-05-09T00:00:00Z",
                "2026-05-09 00:00:00.000",
                "46151",
                "46151,52",
                " 09/05/2026\u00A0"
            })
    void aDayIsRead(String text) {
        assertThat(day(text)).isEqualTo(LocalDate.of(2026, 5, 9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31/04/2026",
                "29/02/2026",
                "05/13/2026",
                "9/5",
                "le 3 août",
                "09/05-2026",
                "09/05/1926",
                "2026",
                "00/00/0000",
                "9/5/026",
                "09/05/2026 matin",
                "1"
            })
    void whatIsNoDayIsNotGuessed(String text) {
        assertThatThrownBy(() -> day(text)).isInstanceOf(Unfit.class).hasMessageContaining("une date qui existe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "758,5|758500",
                "986.0|986000",
                "1 240,5|1240500",
                "'31 250,0'|31250000",
                "1.240,5|1240500",
                "1,240.5|1240500",
                "1.234.567|1234567000",
                "12 345 678,25|12345678250",
                "1'240,5|1240500",
                "62,5 kg|62500",
                "62,5kg|62500",
                "62 Kilos|62000",
                "+5|5000",
                ",5|500",
                "0,125|125",
                "0.125|125",
                "1240,125|1240125",
                "7|7000"
            })
    void aWeightIsReadInKilograms(String text, long grams) {
        assertThat(grams(text)).isEqualTo(grams);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "huit cents",
                "12 40",
                "1,2,3",
                "1.2.3",
                "1 240 5",
                "12-5",
                "1e3",
                "kg",
                ".",
                "1.240.5",
                "1.240.567.",
                "5 t"
            })
    void whatIsNoNumberIsNotGuessed(String text) {
        assertThatThrownBy(() -> grams(text)).isInstanceOf(Unfit.class).hasMessageContaining("un nombre");
    }

    @Test
    void aMarkThatMayBeOfThousandsIsDecidedByTheOtherNumbers() {
        assertThat(grams("1.240", "986.5", "12.25")).isEqualTo(1_240);
        assertThat(grams("1.240", "986,5")).isEqualTo(1_240_000);
        assertThat(grams("1,240", "986,5")).isEqualTo(1_240);
        assertThat(grams("1,240", "986.5")).isEqualTo(1_240_000);
        assertThat(grams("1,240", "1240,125")).isEqualTo(1_240);
        assertThatThrownBy(() -> grams("1.240", "986", "1 240")).hasMessageContaining("sans équivoque");
        assertThatThrownBy(() -> grams("1.240", "986,5", "986.5")).hasMessageContaining("sans équivoque");
    }

    @Test
    void aNumberOfAWorkbookIsReadAsItIs() {
        Sheet.Cell cell = new Sheet.Cell("19.100000000000001", new BigDecimal("19.100000000000001"));

        assertThat(row(Column.WEIGHT, cell).weight(Column.WEIGHT)).isEqualTo(Weight.ofGrams(19_100));
    }

    @Test
    void aNumberBeyondAllMeasureIsRefused() {
        Sheet.Cell huge = new Sheet.Cell("1E+308", new BigDecimal("1E+308"));
        Sheet.Cell tiny = new Sheet.Cell("1E-999", new BigDecimal("1E-999"));

        assertThatThrownBy(() -> row(Column.WEIGHT, huge).weight(Column.WEIGHT)).hasMessageContaining("un nombre");
        assertThatThrownBy(() -> row(Column.WEIGHT, tiny).weight(Column.WEIGHT)).hasMessageContaining("un nombre");
        assertThatThrownBy(() -> grams("999999999999")).hasMessageContaining("au gramme près");
    }

    @ParameterizedTest
    @CsvSource({
        "N° ticket,TICKET",
        "n° de ticket,TICKET",
        "Nº TICKET,TICKET",
        "No. du ticket,TICKET",
        "Bon,TICKET",
        "Poids net (kg),WEIGHT",
        "poids,WEIGHT",
        "KG,WEIGHT",
        "Poids(kg),WEIGHT",
        "Variété,VARIETY",
        "VARIETE,VARIETY",
        "Taux d'humidité (%),MOISTURE",
        "Village / commune,COMMUNE",
        "Consentement le,CONSENT",
        "Date,DATE",
        "Date de récolte,DATE",
        "n° producteur,PRODUCER",
        "N° productrice,PRODUCER",
        "superficie ha,AREA",
        "Nombre de caisses,CRATES"
    })
    void aHeadingIsKnownByTheWordsThatMatter(String heading, Column column) {
        assertThat(Column.of(heading)).isEqualTo(column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Poids (t)", "Tonnage", "Observations", "outcome", "reason", "Prix"})
    void aHeadingThatIsNotKnownIsNotGuessed(String heading) {
        assertThat(Column.of(heading)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "P-KAD-0999,P-KAD-0099,true",
        "P-KAD-099,P-KAD-0099,true",
        "P-KAD-00999,P-KAD-0099,true",
        "P-KDA-0099,P-KAD-0099,true",
        "P-KAD-0099,P-KAD-0099,false",
        "P-KAD-1199,P-KAD-0099,false",
        "P,P-KAD-0099,false"
    })
    void aCodeIsNearWhenOneSlipExplainsIt(String typed, String code, boolean near) {
        assertThat(Recording.isOneSlipAway(typed, code)).isEqualTo(near);
    }

    @Test
    void whatLooksLikeAFormulaIsTextAndComesBackAsItWas() {
        for (String text : List.of("=HYPERLINK(\"http://example.org\";\"x\")", "+1", "-350,0", "@here", "\tx", "\rx")) {
            assertThat(ResultSheet.neutral(text)).isEqualTo("'" + text);
            assertThat(Fields.clean(ResultSheet.neutral(text)))
                    .isEqualTo(text.strip().equals(text) ? text : "'" + text.replaceAll("\\s", " "));
        }
        assertThat(ResultSheet.neutral("T00001")).isEqualTo("T00001");
        assertThat(Fields.clean("l'ancien verger")).isEqualTo("l'ancien verger");
    }

    @Test
    void aTextInAnyEncodingIsRead() {
        String text = "Variété;Kaï\n";

        assertThat(CsvFile.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
        assertThat(CsvFile.decode(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(text);
        assertThat(CsvFile.decode(text.getBytes(java.nio.charset.Charset.forName("windows-1252"))))
                .isEqualTo(text);
        assertThat(CsvFile.decode(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(text);
        assertThat(CsvFile.decode(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(text);
    }
}
