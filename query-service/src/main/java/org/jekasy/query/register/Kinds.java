package org.jekasy.query.register;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.query.read.Sight;
import org.jekasy.query.read.Snapshot;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What organisations do in the trade, which decides with their role what they may read; remembered for ten seconds. */
@Component
public class Kinds {
    private static final long REMEMBERED_NANOS = 10_000_000_000L;
    private static final int MOST = 10_000;

    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Map<PartyId, Known> known = new ConcurrentHashMap<>();

    Kinds(Snapshot snapshot, JdbcClient readClient) {
        this.snapshot = snapshot;
        this.sql = readClient;
    }

    private record Known(OrganisationKind kind, long until) {}

    /** What this organisation does; null where it is not registered. */
    public @Nullable OrganisationKind of(PartyId organisation) {
        Known remembered = known.get(organisation);
        if (remembered != null && System.nanoTime() - remembered.until < 0) {
            return remembered.kind;
        }
        OrganisationKind kind = Sight.withEverything(() -> snapshot.now(at -> sql.sql("""
                        select kind from organisation where organisation = :organisation and until is null
                        order by position desc limit 1""")
                        .param("organisation", organisation.text())
                        .query((row, n) -> OrganisationKind.valueOf(row.getString(1)))
                        .optional()))
                .orElse(null);
        if (kind != null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(organisation, new Known(kind, System.nanoTime() + REMEMBERED_NANOS));
        }
        return kind;
    }
}
