package org.jekasy.query.stock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jekasy.language.Account;
import org.jekasy.language.LotId;
import org.jekasy.language.Movement;
import org.jekasy.language.Movements;
import org.jekasy.query.follow.Change;
import org.jekasy.query.follow.LedgerOutOfOrder;
import org.jekasy.query.follow.Projection;
import org.jekasy.query.follow.Rows;
import org.springframework.stereotype.Component;

/** The double entry of grams: every movement, and what it leaves in stock, on the way and disputed. */
@Component
class StockProjection implements Projection {
    private final Rows movements = new Rows("movement", "lot", "from_account", "to_account", "weight_g");
    private final Map<On, Long> sums = new TreeMap<>();
    private int takenBack;

    private record On(String lot, String account) implements Comparable<On> {
        @Override
        public int compareTo(On other) {
            int byLot = lot.compareTo(other.lot);
            return byLot != 0 ? byLot : account.compareTo(other.account);
        }
    }

    @Override
    public void apply(Change change) {
        if (change.before() != null) {
            movements.end(change);
            for (Movement movement : Movements.of(change.before())) {
                book(movement.reversed());
                takenBack++;
            }
        }
        if (change.now() != null) {
            for (Movement movement : Movements.of(change.now())) {
                String from = account(movement.from());
                String to = account(movement.to());
                movements.add(change, movement.lot(), from, to, movement.weight());
                book(movement);
            }
        }
    }

    private void book(Movement movement) {
        add(movement.lot(), movement.from(), -movement.weight().grams());
        add(movement.lot(), movement.to(), movement.weight().grams());
    }

    private void add(LotId lot, Account account, long grams) {
        if (account.isInside()) {
            sums.merge(new On(lot.text(), account(account)), grams, Long::sum);
        }
    }

    @Override
    public void write(Connection pages) throws SQLException {
        int expected = takenBack;
        int ended = movements.write(pages);
        if (ended != expected) {
            throw new LedgerOutOfOrder(
                    "corrections take back %d movements, %d were in force".formatted(expected, ended));
        }
        if (!sums.isEmpty()) {
            int size = sums.size();
            String[] lots = new String[size];
            String[] accounts = new String[size];
            Long[] grams = new Long[size];
            int i = 0;
            for (Map.Entry<On, Long> sum : sums.entrySet()) {
                lots[i] = sum.getKey().lot();
                accounts[i] = sum.getKey().account();
                grams[i++] = sum.getValue();
            }
            try (PreparedStatement upsert = pages.prepareStatement("insert into balance (lot, account, weight_g)"
                    + " select * from unnest(?, ?, ?)"
                    + " on conflict (lot, account) do update set weight_g = balance.weight_g + excluded.weight_g")) {
                upsert.setArray(1, pages.createArrayOf("text", lots));
                upsert.setArray(2, pages.createArrayOf("text", accounts));
                upsert.setArray(3, pages.createArrayOf("bigint", grams));
                upsert.executeUpdate();
            }
        }
        forget();
    }

    @Override
    public void forget() {
        movements.forget();
        sums.clear();
        takenBack = 0;
    }

    @Override
    public List<String> tables() {
        return List.of("movement", "balance");
    }

    private static String account(Account account) {
        return switch (account) {
            case Account.Stock stock -> "STOCK:" + stock.holder().text();
            case Account.Transit transit -> "TRANSIT:" + transit.consignment().text();
            case Account.Disputed disputed ->
                "DISPUTED:" + disputed.consignment().text();
            case Account.Outside outside -> outside.name();
        };
    }
}
