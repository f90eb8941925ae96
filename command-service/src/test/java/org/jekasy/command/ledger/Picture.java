package org.jekasy.command.ledger;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jekasy.language.Account;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.Sscc;

/** All that the rules know of lots, pallets and consignments, written down so that two states can be compared. */
record Picture(Map<String, String> lines) {
    static Picture of(Lots known, List<LotId> lots) {
        Map<String, String> lines = new TreeMap<>();
        for (LotId id : lots) {
            Lot lot = known.lot(id);
            if (lot.isKnown()) {
                lines.put("lot " + id, of(lot));
            }
        }
        for (Sscc id : AnySeason.pallets()) {
            Unit unit = known.unit(id);
            if (unit != null && !unit.isEmpty()) {
                lines.put(
                        "unit " + id, new TreeMap<>(unit.contents()) + " " + unit.whereabouts() + " " + unit.builtAt());
            }
        }
        for (ConsignmentId id : AnySeason.consignments()) {
            Consignment consignment = known.consignment(id);
            if (consignment != null) {
                lines.put("consignment " + id, consignment.sent() + " " + consignment.openLines());
            }
        }
        return new Picture(lines);
    }

    private static String of(Lot lot) {
        return String.join(
                "\n  ",
                "born " + lot.birth(),
                "grams " + grams(lot),
                "holds " + new TreeMap<>(lot.holds()) + " " + new TreeSet<>(lot.holdsOfDescendants),
                "recalls " + new TreeSet<>(lot.recalls()),
                "from " + new TreeSet<>(lot.parents()) + " to " + new TreeSet<>(lot.children()),
                "on " + new TreeMap<>(lot.boxed) + ", loose " + lot.looseCartons());
    }

    /** Grams by account, of the accounts that have any. */
    static Map<String, Long> grams(Lot lot) {
        Map<String, Long> grams = new TreeMap<>();
        for (Account account : accounts()) {
            if (lot.on(account) != 0) {
                grams.put(account.toString(), lot.on(account));
            }
        }
        return grams;
    }

    static List<Account> accounts() {
        List<Account> accounts = new java.util.ArrayList<>();
        for (PartyId party : AnySeason.PARTIES) {
            accounts.add(new Account.Stock(party));
        }
        for (ConsignmentId consignment : AnySeason.consignments()) {
            accounts.add(new Account.Transit(consignment));
            accounts.add(new Account.Disputed(consignment));
        }
        return accounts;
    }
}
