package org.jekasy.query.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jekasy.language.Account;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.Movement;
import org.jekasy.language.Movements;
import org.jekasy.language.PartyId;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.Projection;
import org.jekasy.query.history.Mentions;
import org.springframework.stereotype.Component;

/**
 * Who may see which lot: the table that the pages' filter and the walls of the database both read. What a batch adds is added; the surroundings of what
 * a correction names are worked out again from the facts.
 */
@Component
class SightProjection implements Projection {
    private final Set<Concern> concerns = new TreeSet<>();
    private final Set<String> changed = new TreeSet<>();
    private final Set<String> granted = new TreeSet<>();

    private record Concern(String lot, String party) implements Comparable<Concern> {
        @Override
        public int compareTo(Concern other) {
            int byLot = lot.compareTo(other.lot);
            return byLot != 0 ? byLot : party.compareTo(other.party);
        }
    }

    @Override
    public void apply(Change change) {
        if (change.before() != null) {
            Mentions.of(change.entry().event()).lots().forEach(lot -> changed.add(lot.text()));
        }
        LedgerEvent now = change.now();
        if (now == null) {
            return;
        }
        for (Movement movement : Movements.of(now)) {
            concerns(movement.lot(), movement.from());
            concerns(movement.lot(), movement.to());
        }
        if (now instanceof ConsignmentShipped e) {
            e.lines().forEach(line -> {
                concerns(line.lot(), e.from());
                concerns(line.lot(), e.to());
            });
        }
        if (now instanceof VisibilityGranted e) {
            granted.add(e.reader().text());
        }
    }

    private void concerns(LotId lot, Account account) {
        if (account instanceof Account.Stock stock) {
            concerns(lot, stock.holder());
        }
    }

    private void concerns(LotId lot, PartyId party) {
        concerns.add(new Concern(lot.text(), party.text()));
    }

    @Override
    public void write(Connection pages) {}

    @Override
    public void settle(Connection pages) throws SQLException {
        if (!concerns.isEmpty()) {
            run(
                    pages,
                    "select lot_party_add(?, ?)",
                    concerns.stream().map(Concern::lot).toList(),
                    concerns.stream().map(Concern::party).toList());
            run(
                    pages,
                    "select lot_party_reach(?)",
                    concerns.stream().map(Concern::lot).distinct().toList());
        }
        if (!changed.isEmpty()) {
            List<String> around = around(pages);
            run(pages, "delete from lot_party where lot = any (?)", around);
            run(pages, "select lot_party_add(array_agg(lot), array_agg(party)) from lot_party_direct(?)", around);
            run(pages, "select lot_party_reach(?)", around);
        }
        if (!granted.isEmpty()) {
            run(
                    pages,
                    "select lot_party_reach(array(select lot from lot_party where party = any (?) and steps = 0))",
                    granted);
        }
        forget();
    }

    private List<String> around(Connection pages) throws SQLException {
        List<String> around = new ArrayList<>();
        try (PreparedStatement query = pages.prepareStatement("select lot_party_around(?)")) {
            query.setArray(1, pages.createArrayOf("text", changed.toArray()));
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    around.add(found.getString(1));
                }
            }
        }
        return around;
    }

    @SafeVarargs
    private static void run(Connection pages, String statement, Collection<String>... lists) throws SQLException {
        try (PreparedStatement run = pages.prepareStatement(statement)) {
            for (int i = 0; i < lists.length; i++) {
                run.setArray(i + 1, pages.createArrayOf("text", lists[i].toArray()));
            }
            run.execute();
        }
    }

    @Override
    public void forget() {
        concerns.clear();
        changed.clear();
        granted.clear();
    }

    @Override
    public List<String> tables() {
        return List.of("lot_party");
    }
}
