package org.jekasy.language.reference;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jekasy.language.OrganisationKind;
import org.jspecify.annotations.Nullable;

/**
 * Who may read what: {@code readings.csv}, one row for each page (and for the fields that need more), one column for each role and each kind of
 * organisation. Both have to say yes; what is not in it nobody may read. Which lots a page then shows is another question.
 */
public final class Readings {
    private static final Readings SHIPPED = new Readings(Table.of("readings.csv"));
    private static final String YES = "x";

    private final Map<String, May> rows;

    private record May(Set<Role> roles, Set<OrganisationKind> kinds) {}

    Readings(Table table) {
        Map<String, May> read = new LinkedHashMap<>();
        for (Table.Row row : table.rows()) {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (Role role : Role.values()) {
                if (yes(row.text(role.word()))) {
                    roles.add(role);
                }
            }
            Set<OrganisationKind> kinds = EnumSet.noneOf(OrganisationKind.class);
            for (OrganisationKind kind : OrganisationKind.values()) {
                if (yes(row.text(word(kind)))) {
                    kinds.add(kind);
                }
            }
            May may = new May(Collections.unmodifiableSet(roles), Collections.unmodifiableSet(kinds));
            if (read.put(row.text("what"), may) != null) {
                throw new IllegalStateException("readings.csv says twice who may read " + row.text("what"));
            }
        }
        this.rows = Collections.unmodifiableMap(read);
    }

    private static boolean yes(String cell) {
        if (!cell.isEmpty() && !cell.equals(YES)) {
            throw new IllegalStateException("readings.csv: '%s' is neither x nor empty".formatted(cell));
        }
        return !cell.isEmpty();
    }

    /** The word of a kind in the table: {@code womens-group}. */
    public static String word(OrganisationKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The matrix of this build. */
    public static Readings shipped() {
        return SHIPPED;
    }

    /** The roles that may read this; none where the matrix does not name it. */
    public Set<Role> roles(String what) {
        May may = rows.get(what);
        return may == null ? Set.of() : may.roles;
    }

    /** The kinds of organisation that may read this; none where the matrix does not name it. */
    public Set<OrganisationKind> kinds(String what) {
        May may = rows.get(what);
        return may == null ? Set.of() : may.kinds;
    }

    /**
     * True where one of these roles may read this in an organisation of this kind. Roles of null: who says none may do what his organisation may. A kind
     * of null: an organisation that is not registered may read what any that trades in lots may, and has nothing.
     */
    public boolean may(@Nullable Set<Role> roles, @Nullable OrganisationKind kind, String what) {
        boolean role =
                rows.containsKey(what) && (roles == null || roles.stream().anyMatch(roles(what)::contains));
        return role && kinds(what).contains(kind == null ? OrganisationKind.COOPERATIVE : kind);
    }

    /** All that the matrix names, in its order. */
    public Set<String> all() {
        return rows.keySet();
    }
}
