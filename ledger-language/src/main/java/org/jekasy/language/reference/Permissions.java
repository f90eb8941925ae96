package org.jekasy.language.reference;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which role may do what: {@code permissions.csv}, one row for each thing to do, one column for each role. What is not in it nobody may. */
public final class Permissions {
    private static final Permissions SHIPPED = new Permissions(Table.of("permissions.csv"));
    private static final String YES = "x";

    private final Map<String, Set<Role>> rows;

    Permissions(Table table) {
        Map<String, Set<Role>> read = new LinkedHashMap<>();
        for (Table.Row row : table.rows()) {
            Set<Role> may = EnumSet.noneOf(Role.class);
            for (Role role : Role.values()) {
                String cell = row.text(role.word());
                if (cell.equals(YES)) {
                    may.add(role);
                } else if (!cell.isEmpty()) {
                    throw new IllegalStateException("permissions.csv: '%s' is neither x nor empty".formatted(cell));
                }
            }
            if (read.put(row.text("what"), Collections.unmodifiableSet(may)) != null) {
                throw new IllegalStateException("permissions.csv says twice who may " + row.text("what"));
            }
        }
        this.rows = Collections.unmodifiableMap(read);
    }

    /** The matrix of this build. */
    public static Permissions shipped() {
        return SHIPPED;
    }

    /** The roles that may do this; none where the matrix does not name it. */
    public Set<Role> whoMay(String what) {
        return rows.getOrDefault(what, Set.of());
    }

    /** True where this role may do this. */
    public boolean may(Role role, String what) {
        return whoMay(what).contains(role);
    }

    /** All that the matrix names, in its order. */
    public Set<String> all() {
        return rows.keySet();
    }
}
