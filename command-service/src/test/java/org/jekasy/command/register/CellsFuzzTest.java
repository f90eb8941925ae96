package org.jekasy.command.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whatever stands in a cell, as text or as a workbook's number: a day, a weight, a count, an area, a yes, or a refusal that names the column. */
class CellsFuzzTest {
    private static final Column COLUMN = Column.WEIGHT;

    private static final List<Consumer<Fields>> READINGS = List.of(
            row -> assertThat(row.day(COLUMN).getYear()).isBetween(2000, 2099),
            row -> assertThat(row.weight(COLUMN).grams()).isPositive(),
            row -> assertThat(row.optionalCount(COLUMN))
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            count -> assertThat(count).isPositive()),
            row -> {
                BigDecimal area = row.optionalDecimal(COLUMN);
                assertThat(area == null ? 0 : area.scale()).isBetween(0, 6);
            },
            row -> assertThat(row.isYes(COLUMN)).isIn(true, false));

    @FuzzTest(maxDuration = "30s")
    void aCellIsReadOrUnfit(byte[] typed) {
        String text = new String(typed, StandardCharsets.UTF_8);
        read(new Sheet.Cell(text, null));
        BigDecimal number = number(text);
        if (number != null) {
            read(new Sheet.Cell(text, number));
        }
    }

    // what a workbook may hold as a number: an exponent of nine digits too
    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static void read(Sheet.Cell cell) {
        Decimals decimals = new Decimals();
        decimals.learn(cell.text());
        Header header = new Header(
                new Sheet(List.of(), ';', null),
                Kind.HARVESTS,
                1,
                Map.of(COLUMN, 0),
                Map.of(COLUMN, "Poids"),
                List.of());
        Fields row = new Fields(header, new Sheet.Row(2, List.of(cell)), decimals);
        for (Consumer<Fields> reading : READINGS) {
            try {
                reading.accept(row);
            } catch (Unfit unfit) {
                assertThat(unfit).hasMessage(unfit.getMessage());
            }
        }
    }
}
