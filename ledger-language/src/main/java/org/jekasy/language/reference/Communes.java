package org.jekasy.language.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jekasy.language.CommuneId;
import org.jspecify.annotations.Nullable;

/** The communes, cercles and regions of the programme area by id and by name. Names repeat between cercles: ask with the cercle where it is known. */
public final class Communes {
    private final Map<CommuneId, Commune> byId;

    private Communes(Map<CommuneId, Commune> byId) {
        this.byId = Collections.unmodifiableMap(byId);
    }

    static Communes read() {
        Map<String, Table.Row> rows = new LinkedHashMap<>();
        for (Table.Row row : Table.of("admin_units.csv").rows()) {
            rows.put(row.text("id"), row);
        }
        Map<CommuneId, Commune> byId = new LinkedHashMap<>();
        rows.forEach((id, row) -> {
            Commune.Level level = switch (row.text("level")) {
                case "commune_1999" -> Commune.Level.COMMUNE;
                case "cercle_1999" -> Commune.Level.CERCLE;
                case "region_1999" -> Commune.Level.REGION;
                // the regions of 2023 are parents by name only: their ids are no commune ids
                default -> null;
            };
            if (level == null) {
                return;
            }
            Table.Row parent = rows.get(row.text("parent_id"));
            Table.Row grandparent = parent == null ? null : rows.get(parent.text("parent_id"));
            CommuneId commune = CommuneId.parse(id);
            byId.put(
                    commune,
                    new Commune(
                            commune,
                            level,
                            row.text("name"),
                            level == Commune.Level.COMMUNE ? name(parent) : null,
                            level == Commune.Level.COMMUNE
                                    ? name(grandparent)
                                    : level == Commune.Level.CERCLE ? name(parent) : null,
                            row.optional("cercle_2023"),
                            row.optional("region_2023"),
                            Coordinates.of(row)));
        });
        return new Communes(byId);
    }

    private static @Nullable String name(Table.@Nullable Row row) {
        return row == null ? null : row.text("name");
    }

    public Collection<Commune> all() {
        return byId.values();
    }

    public Optional<Commune> find(CommuneId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The name of a commune; an id the table does not know stands for itself. */
    public String name(CommuneId id) {
        Commune commune = byId.get(id);
        return commune == null ? id.text() : commune.name();
    }

    /** The communes of this name (accents and case do not count); with a cercle, of 1999 or 2023, only those in it. */
    public List<Commune> named(String name, @Nullable String cercle) {
        List<Commune> found = new ArrayList<>();
        for (Commune commune : byId.values()) {
            if (commune.level() == Commune.Level.COMMUNE
                    && Spelling.same(commune.name(), name)
                    && (cercle == null || isIn(commune, cercle))) {
                found.add(commune);
            }
        }
        return found;
    }

    /** The commune whose name (or id) is nearest to what was typed. */
    public Optional<Commune> nearest(String typed) {
        List<Commune> communes = byId.values().stream()
                .filter(commune -> commune.level() == Commune.Level.COMMUNE)
                .toList();
        return typed.startsWith("ml.")
                ? Spelling.nearest(typed, byId.values(), commune -> commune.id().text())
                : Spelling.nearest(typed, communes, Commune::name);
    }

    private static boolean isIn(Commune commune, String cercle) {
        String old = commune.cercle();
        String now = commune.cercle2023();
        return (old != null && Spelling.same(old, cercle)) || (now != null && Spelling.same(now, cercle));
    }
}
