package org.jekasy.trials.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jekasy.language.Account;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.Movement;
import org.jekasy.language.Movements;
import org.jekasy.language.wire.EventJson;
import org.jekasy.trials.rig.Rig;
import org.jspecify.annotations.Nullable;

/**
 * Adds the journal up again, with nothing of the rules: double entry, position by position. What a lot's holders have may never fall below 0, neither
 * as it was recorded nor with every correction put in the place of what it corrects; and no entry makes more than it uses.
 */
final class Grams {
    private record Purse(LotId lot, Account account) {}

    private Grams() {}

    /** What does not add up, one line a lot. */
    static Map<LotId, String> wrongLots(Rig rig) throws SQLException {
        List<LedgerEntry> entries = entries(rig);
        Map<LotId, String> wrong = new TreeMap<>();
        // as it was recorded
        Map<Purse, Long> balances = new HashMap<>();
        Set<LotId> born = new HashSet<>();
        for (LedgerEntry entry : entries) {
            book(balances, entry.position(), Movements.of(entry.event()), wrong);
        }
        // as it is known now: corrected in place, voided left out
        Map<UUID, Integer> places = new HashMap<>();
        List<@Nullable LedgerEvent> inForce = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            switch (entry.event()) {
                case EntryCorrected c ->
                    replace(places, inForce, entry, c.target().uuid(), c.corrected());
                case EntryVoided v -> replace(places, inForce, entry, v.target().uuid(), null);
                case LedgerEvent event -> {
                    places.put(entry.eventId().uuid(), inForce.size());
                    inForce.add(event);
                }
            }
        }
        Map<Purse, Long> known = new HashMap<>();
        long place = 0;
        for (LedgerEvent event : inForce) {
            place++;
            if (event != null) {
                List<Movement> movements = Movements.of(event);
                book(known, place, movements, wrong);
                movesNoMoreThanItUses(place, movements, wrong);
                bornOnce(place, movements, born, wrong);
            }
        }
        // both ways lead to the same stocks
        balances.forEach((purse, grams) -> {
            if (!grams.equals(known.getOrDefault(purse, 0L))) {
                wrong.putIfAbsent(
                        purse.lot(),
                        "%s: %d g as recorded, %d g as corrected".formatted(purse, grams, known.get(purse)));
            }
        });
        return wrong;
    }

    // a correction of a correction stands in the place of the first
    private static void replace(
            Map<UUID, Integer> places,
            List<@Nullable LedgerEvent> inForce,
            LedgerEntry entry,
            UUID target,
            @Nullable LedgerEvent by) {
        int place = places.getOrDefault(target, 0);
        inForce.set(place, by);
        places.put(entry.eventId().uuid(), place);
    }

    private static void book(
            Map<Purse, Long> balances, long position, List<Movement> movements, Map<LotId, String> wrong) {
        for (Movement movement : movements) {
            balances.merge(
                    new Purse(movement.lot(), movement.from()),
                    -movement.weight().grams(),
                    Long::sum);
            balances.merge(
                    new Purse(movement.lot(), movement.to()), movement.weight().grams(), Long::sum);
        }
        for (Movement movement : movements) {
            for (Account account : List.of(movement.from(), movement.to())) {
                long grams = balances.getOrDefault(new Purse(movement.lot(), account), 0L);
                if (account.isInside() && grams < 0) {
                    wrong.putIfAbsent(
                            movement.lot(),
                            "lot %s has %d g with %s at position %d"
                                    .formatted(movement.lot(), grams, account, position));
                }
            }
        }
    }

    private static void movesNoMoreThanItUses(long position, List<Movement> movements, Map<LotId, String> wrong) {
        long used = 0;
        long made = 0;
        for (Movement movement : movements) {
            used += movement.to() == Account.Outside.USED ? movement.weight().grams() : 0;
            made += movement.from() == Account.Outside.MADE ? movement.weight().grams() : 0;
        }
        if (made > used) {
            wrong.putIfAbsent(
                    movements.getFirst().lot(), "entry %d makes %d g of %d g".formatted(position, made, used));
        }
    }

    private static void bornOnce(long position, List<Movement> movements, Set<LotId> born, Map<LotId, String> wrong) {
        for (Movement movement : movements) {
            if ((movement.from() == Account.Outside.MADE || movement.from() == Account.Outside.ORIGIN)
                    && !born.add(movement.lot())) {
                wrong.putIfAbsent(
                        movement.lot(), "lot %s came to be twice, again at %d".formatted(movement.lot(), position));
            }
        }
    }

    private static List<LedgerEntry> entries(Rig rig) throws SQLException {
        List<LedgerEntry> entries = new ArrayList<>();
        try (Connection ledger = rig.postgres().superuser("ledger");
                Statement statement = ledger.createStatement()) {
            ledger.setAutoCommit(false);
            statement.setFetchSize(2_000);
            try (ResultSet row = statement.executeQuery("select position, entry from journal order by position")) {
                while (row.next()) {
                    entries.add(EventJson.read(row.getLong(1), row.getBytes(2)));
                }
            }
        }
        return entries;
    }
}
