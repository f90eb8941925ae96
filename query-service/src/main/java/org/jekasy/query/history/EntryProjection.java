package org.jekasy.query.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.Flag;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.wire.EventType;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Projection;
import org.jekasy.query.follow.Rows;
import org.springframework.stereotype.Component;

/** Keeps every entry as it was written, which lots it belongs to, and its flags. */
@Component
class EntryProjection implements Projection {
    private final Rows entries = Rows.onePerEntry(
            "entry", "event_id", "type", "occurred_at", "happened_at", "recorded_at", "organisation", "source", "body");
    private final Rows flags = new Rows("flag", "code", "reason");
    private final List<String> lots = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();

    @Override
    public void apply(Change change) {
        LedgerEntry entry = change.entry();
        if (change.before() != null) {
            entries.end(change);
            flags.end(change);
        }
        entries.add(
                change,
                entry.eventId(),
                EventType.of(entry.event()).name(),
                entry.occurredAt(),
                change.happenedAt(),
                entry.recordedAt(),
                entry.by().organisation(),
                entry.source(),
                change.text());
        for (Flag flag : entry.flags()) {
            flags.add(change, flag.code().wire(), flag.reason());
        }
        for (LotId lot : Mentions.of(entry.event()).lots()) {
            lots.add(lot.text());
            positions.add(entry.position());
        }
    }

    @Override
    public void write(Connection pages) throws SQLException {
        entries.write(pages);
        flags.write(pages);
        if (!lots.isEmpty()) {
            StringBuilder lines = new StringBuilder(lots.size() * 24);
            for (int i = 0; i < lots.size(); i++) {
                lines.append(lots.get(i)).append('\t').append(positions.get(i)).append('\n');
            }
            Rows.copy(pages, "copy entry_lot (lot, position) from stdin", lines);
        }
        forget();
    }

    @Override
    public void forget() {
        entries.forget();
        flags.forget();
        lots.clear();
        positions.clear();
    }

    @Override
    public List<String> tables() {
        return List.of("entry", "flag", "entry_lot");
    }
}
