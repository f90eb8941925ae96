package org.jekasy.command.register;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jekasy.language.RuleCode;
import org.jspecify.annotations.Nullable;

/** The row of a table that says what its columns are; rows above it are titles. {@code ignored} are headings we do not know. */
record Header(
        Sheet sheet,
        Kind kind,
        int line,
        Map<Column, Integer> columns,
        Map<Column, String> headings,
        List<String> ignored) {
    private static final int MOST_TITLE_ROWS = 30;

    // no list of organisations has these
    private static final List<Column> OF_PERSONS =
            List.of(Column.PERSON_NAME, Column.GIVEN_NAME, Column.CONSENT, Column.ORCHARD);

    Header {
        columns = Map.copyOf(columns);
        headings = Map.copyOf(headings);
        ignored = List.copyOf(ignored);
    }

    /**
     * The best header among tables that may be meant. Asked for no kind, the columns decide.
     *
     * @throws Unfit no row has all the columns a kind needs, or what would be read as organisations are persons
     */
    static Header find(List<Sheet> sheets, @Nullable Kind asked) {
        Header best = null;
        Header nearest = null;
        for (Sheet sheet : sheets) {
            for (Sheet.Row row : sheet.rows().stream().limit(MOST_TITLE_ROWS).toList()) {
                Header header = read(sheet, row, asked);
                if (header.missing().isEmpty() && header.persons(asked).isEmpty()) {
                    if (best == null || header.columns.size() > best.columns.size()) {
                        best = header;
                    }
                } else if (nearest == null || header.columns.size() > nearest.columns.size()) {
                    nearest = header;
                }
            }
        }
        if (best == null) {
            List<Column> persons = nearest == null ? List.of() : nearest.persons(asked);
            throw nearest == null || persons.isEmpty() ? unknown(nearest) : noOrganisations(nearest, persons);
        }
        Why broken = best.sheet.broken();
        if (broken != null) {
            throw new Unfit(broken);
        }
        return best;
    }

    private static Header read(Sheet sheet, Sheet.Row row, @Nullable Kind asked) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        Map<Column, String> headings = new HashMap<>();
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            String heading = row.cell(i).text().strip();
            Column column = heading.isEmpty() ? null : Column.of(heading);
            if (column == null || columns.containsKey(column)) {
                if (!heading.isEmpty()) {
                    ignored.add(Why.shown(heading));
                }
            } else {
                columns.put(column, i);
                headings.put(column, Why.shown(heading));
            }
        }
        Kind kind = asked == null ? kind(columns) : asked;
        return new Header(sheet, kind, row.line(), columns, headings, ignored);
    }

    // the first kind that has all it needs, else the one that lacks least
    private static Kind kind(Map<Column, Integer> columns) {
        Kind nearest = Kind.HARVESTS;
        long least = Long.MAX_VALUE;
        for (Kind kind : Kind.values()) {
            long missing = kind.required().stream()
                    .filter(column -> !columns.containsKey(column))
                    .count();
            if (missing == 0) {
                return kind;
            }
            if (missing < least) {
                least = missing;
                nearest = kind;
            }
        }
        return nearest;
    }

    // « code ; nom ; prénom »: taken for organisations, the names of members would stand in the ledger for ever. A
    // telephone alone is a doubt, until
    // somebody says that these are organisations
    private List<Column> persons(@Nullable Kind asked) {
        return kind == Kind.ORGANISATIONS
                ? columns.keySet().stream()
                        .filter(column -> OF_PERSONS.contains(column) || (column == Column.PHONE && asked == null))
                        .sorted()
                        .toList()
                : List.of();
    }

    private static Unfit noOrganisations(Header header, List<Column> persons) {
        String named = persons.stream()
                .map(column -> Objects.requireNonNull(header.headings.get(column)))
                .collect(Collectors.joining(", "));
        boolean doubt = persons.equals(List.of(Column.PHONE));
        return new Unfit(new Why(
                RuleCode.E_FORM_01,
                "Ligne %d : cette liste semble parler de personnes (%s). Rien n’a été enregistré : le nom d’une organisation reste pour toujours dans le registre. Pour des producteurs, il faut les colonnes %s. Pour des organisations, %s."
                        .formatted(
                                header.line,
                                named,
                                Kind.PRODUCERS.required().stream()
                                        .map(column -> "« " + column.french() + " »")
                                        .collect(Collectors.joining(", ")),
                                doubt ? "dites-le (as=organisations)" : "ôtez ces colonnes"),
                "Row %d: this list seems to be of persons (%s). Nothing was recorded: an organisation's name stays in the ledger for ever. Producers need the columns %s. If these are organisations, %s."
                        .formatted(
                                header.line,
                                named,
                                Kind.PRODUCERS.required().stream()
                                        .map(column -> "\"" + column.english() + "\"")
                                        .collect(Collectors.joining(", ")),
                                doubt ? "say so (as=organisations)" : "take these columns out")));
    }

    private List<Column> missing() {
        return kind.required().stream()
                .filter(column -> !columns.containsKey(column))
                .toList();
    }

    private static Unfit unknown(@Nullable Header nearest) {
        if (nearest == null || nearest.columns.isEmpty()) {
            return new Unfit(new Why(
                    RuleCode.E_FORM_01,
                    "Aucune ligne d’en-têtes n’a été trouvée dans les " + MOST_TITLE_ROWS
                            + " premières lignes (N° ticket, Date, Verger, Variété, Poids net (kg) …).",
                    "No row of headings was found in the first " + MOST_TITLE_ROWS
                            + " rows (N° ticket, Date, Verger, Variété, Poids net (kg) …)."));
        }
        List<Column> missing = nearest.missing();
        return new Unfit(new Why(
                RuleCode.E_FORM_01,
                "Ligne %d : il manque %s %s. En-têtes inconnus : %s."
                        .formatted(
                                nearest.line,
                                missing.size() == 1 ? "la colonne" : "les colonnes",
                                missing.stream()
                                        .map(column -> "« " + column.french() + " »")
                                        .collect(Collectors.joining(", ")),
                                nearest.ignored.isEmpty() ? "aucun" : String.join(", ", nearest.ignored)),
                "Row %d: %s %s missing. Unknown headings: %s."
                        .formatted(
                                nearest.line,
                                missing.stream()
                                        .map(column -> "\"" + column.english() + "\"")
                                        .collect(Collectors.joining(", ")),
                                missing.size() == 1 ? "is" : "are",
                                nearest.ignored.isEmpty() ? "none" : String.join(", ", nearest.ignored))));
    }

    /** The rows below the header, without totals. */
    List<Sheet.Row> rows() {
        return sheet.rows().stream()
                .filter(row -> row.line() > line && !isTotal(row) && !isAgain(row))
                .toList();
    }

    // books that were printed repeat their headings on every page
    private boolean isAgain(Sheet.Row row) {
        return columns.entrySet().stream()
                .allMatch(column ->
                        Why.shown(row.cell(column.getValue()).text().strip()).equals(headings.get(column.getKey())));
    }

    // « TOTAL ; ; ; 512 340 »: what closes a page of a book is no weighing
    private static boolean isTotal(Sheet.Row row) {
        return row.cells().stream()
                .map(cell -> cell.text().strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .map(org.jekasy.language.reference.Spelling::fold)
                .filter(first -> first.equals("total")
                        || first.equals("totaux")
                        || first.equals("total general")
                        || first.equals("sous total")
                        || first.equals("somme"))
                .isPresent();
    }
}
