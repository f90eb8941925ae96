package org.jekasy.trials.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jekasy.trials.rig.Rig;

/** Opens the books after a fault: what the journal, the topic and the pages hold, read past all services. */
final class Books {
    /** Asks the journal for its last position. */
    static final String HEAD = "select coalesce(max(position), 0) from journal";
    /** Asks the pages how far they are. */
    static final String REACHED = "select position from progress";

    private static final int NAMED = 5;

    private Books() {}

    /** What is wrong with the journal, seen from the receipts: lost, doubled, moved or changed entries, and holes. */
    static List<String> journal(Rig rig, Acknowledged acknowledged) throws SQLException {
        List<String> wrong = new ArrayList<>(acknowledged.takeWrong());
        // the receipts come first: what is acknowledged while we read need not be in what we read
        Collection<Acknowledged.Receipt> receipts = acknowledged.all();
        Map<UUID, Long> positions = new HashMap<>();
        try (Connection ledger = rig.postgres().superuser("ledger");
                Statement statement = ledger.createStatement()) {
            statement.setFetchSize(5_000);
            ledger.setAutoCommit(false);
            long last = 0;
            try (ResultSet row = statement.executeQuery("select position, event_id from journal order by position")) {
                while (row.next()) {
                    long position = row.getLong(1);
                    if (position != last + 1) {
                        wrong.add("the journal goes from position %d to %d".formatted(last, position));
                    }
                    last = position;
                    Long other = positions.put(row.getObject(2, UUID.class), position);
                    if (other != null) {
                        wrong.add("one entry stands at position %d and at %d".formatted(other, position));
                    }
                }
            }
        }
        int missing = 0;
        for (Acknowledged.Receipt receipt : receipts) {
            Long position = positions.get(receipt.eventId());
            if (position == null) {
                missing++;
                if (missing <= NAMED) {
                    wrong.add("entry %s was acknowledged at position %d and is not in the journal"
                            .formatted(receipt.eventId(), receipt.position()));
                }
            } else if (receipt.position() != 0 && position != receipt.position()) {
                wrong.add("entry %s was acknowledged at position %d and stands at %d"
                        .formatted(receipt.eventId(), receipt.position(), position));
            }
        }
        if (missing > 0) {
            wrong.add("%d of %d acknowledged entries are missing".formatted(missing, receipts.size()));
        }
        return wrong;
    }

    /** The last position of the journal. */
    static long head(Rig rig) throws SQLException {
        return number(rig, "ledger", HEAD);
    }

    /** How far the pages are. */
    static long reached(Rig rig) throws SQLException {
        return number(rig, "pages", REACHED);
    }

    static long number(Rig rig, String database, String query) throws SQLException {
        try (Look look = Look.at(rig, database)) {
            return look.number(query);
        }
    }

    static void execute(Rig rig, String database, String... sql) throws SQLException {
        try (Connection connection = rig.postgres().superuser(database);
                Statement statement = connection.createStatement()) {
            for (String each : sql) {
                statement.execute(each);
            }
        }
    }

    /** What is wrong with the pages, seen from the journal: each entry once, at its position, and the weight of each acknowledged lot. */
    static List<String> pages(Rig rig, Acknowledged acknowledged) throws SQLException {
        List<String> wrong = new ArrayList<>();
        List<String> journal =
                column(rig, "ledger", "select position || ' ' || event_id from journal order by position");
        List<String> pages = column(rig, "pages", "select position || ' ' || event_id from entry order by position");
        if (!journal.equals(pages)) {
            int at = 0;
            while (at < Math.min(journal.size(), pages.size())
                    && journal.get(at).equals(pages.get(at))) {
                at++;
            }
            wrong.add("the journal has %d entries, the pages %d; they part at entry %d"
                    .formatted(journal.size(), pages.size(), at + 1));
        }
        Map<String, String> weights = new HashMap<>();
        for (String line : column(rig, "pages", "select lot || ' ' || weight_g from made where until is null")) {
            weights.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
        }
        for (Acknowledged.Receipt receipt : acknowledged.all()) {
            String shown = weights.get(receipt.lot());
            if (!Long.toString(receipt.grams()).equals(shown) && wrong.size() < NAMED) {
                wrong.add("lot %s weighs %d g, its page says %s".formatted(receipt.lot(), receipt.grams(), shown));
            }
        }
        return wrong;
    }

    private static List<String> column(Rig rig, String database, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = rig.postgres().superuser(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return lines;
    }
}
