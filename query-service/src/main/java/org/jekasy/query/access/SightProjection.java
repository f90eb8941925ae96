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
            List<String> fresh = ask(
                    pages,
                    "select distinct lot_party_add(?, ?)",
                    concerns.stream().map(Concern::lot).toList(),
                    concerns.stream().map(Concern::party).toList());
            ask(pages, "select lot_party_reach(?)", fresh);
        }
        if (!changed.isEmpty()) {
            List<String> around = ask(pages, "select lot_party_around(?)", changed);
            ask(pages, "delete from lot_party where lot = any (?) returning null", around);
            ask(pages, "select lot_party_add(array_agg(lot), array_agg(party)) from lot_party_direct(?)", around);
            ask(pages, "select lot_party_reach(?)", around);
        }
        if (!granted.isEmpty()) {
            ask(
                    pages,
                    "select lot_party_reach(array(select lot from lot_party where party = any (?) and steps = 0))",
                    granted);
        }
        forget();
    }

    @SafeVarargs
    private static List<String> ask(Connection pages, String question, Collection<String>... lists)
            throws SQLException {
        List<String> answers = new ArrayList<>();
        try (PreparedStatement query = pages.prepareStatement(question)) {
            for (int i = 0; i < lists.length; i++) {
                query.setArray(i + 1, pages.createArrayOf("text", lists[i].toArray()));
            }
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    answers.add(found.getString(1));
                }
            }
        }
        return answers;
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
