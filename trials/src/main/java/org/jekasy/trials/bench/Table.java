package org.jekasy.trials.bench;

import java.util.List;
import java.util.Locale;
import org.jekasy.language.wire.EventJson;
import org.jekasy.standalone.Language;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows as people and machines read them. */
final class Table {
    private static final int LABEL = 48;

    private Table() {}

    /** Three digits are enough for anybody. */
    static String number(double number) {
        if (number >= 100 || number == Math.rint(number)) {
            return String.format(Locale.ROOT, "%,.0f", number).replace(',', ' ');
        }
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number);
    }

    /** One row in at most 100 columns. */
    static String line(Row row, Language language) {
        String label = language.say(row.french(), row.english());
        return "%s %9s %-10s %9s %6s %9s  %s"
                .formatted(
                        padded(label),
                        number(row.value()),
                        row.unit(),
                        or(row.limit()),
                        or(row.ratio()),
                        row.goal() == null ? "" : row.goal().text(),
                        verdict(row, language))
                .stripTrailing();
    }

    static String header(Language language) {
        return "%s %9s %-10s %9s %6s %9s"
                .formatted(
                        padded(language.say("Chiffre", "Figure")),
                        language.say("mesuré", "measured"),
                        "",
                        language.say("limite", "limit"),
                        language.say("part", "ratio"),
                        language.say("but", "goal"));
    }

    private static String padded(String label) {
        return label.length() >= LABEL ? label.substring(0, LABEL) : label + " ".repeat(LABEL - label.length());
    }

    private static String or(@Nullable Double number) {
        return number == null ? "–" : number(number);
    }

    private static String verdict(Row row, Language language) {
        Boolean holds = row.holds();
        return holds == null ? "" : holds ? "✓" : language.say("✗", "✗");
    }

    /** An array with an object for each row. */
    static String json(List<Row> rows) {
        ArrayNode all = EventJson.mapper().createArrayNode();
        for (Row row : rows) {
            ObjectNode one = all.addObject();
            one.put("name", row.name());
            one.put("value", row.value());
            one.put("unit", row.unit());
            one.put("limit", row.limit());
            one.put("ratio", row.ratio());
            Goal goal = row.goal();
            one.put("goal", goal == null ? null : goal.text());
            one.put("holds", row.holds());
        }
        return all.toPrettyString();
    }

    /** The table of {@code docs/performance.md}, in English. */
    static String markdown(List<Row> rows) {
        StringBuilder text = new StringBuilder(
                "| Figure | Measured | Limit beside it | Ratio | Goal | |\n|---|--:|--:|--:|--:|---|\n");
        for (Row row : rows) {
            Boolean holds = row.holds();
            Goal goal = row.goal();
            text.append("| %s | %s %s | %s | %s | %s | %s |%n"
                    .formatted(
                            row.english(),
                            number(row.value()),
                            row.unit(),
                            or(row.limit()),
                            or(row.ratio()),
                            goal == null ? "" : goal.text(),
                            holds == null ? "" : holds ? "holds" : "**falls short**"));
        }
        return text.toString();
    }
}
