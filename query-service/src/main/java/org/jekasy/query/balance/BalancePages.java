package org.jekasy.query.balance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Mass balances: what moved, from the movements in force; what is here, from the balances kept beside them; so the two check each other. */
@Component
public class BalancePages {
    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;

    BalancePages(Snapshot snapshot, JdbcClient readClient, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
    }

    /** The balance of a lot; {@link Unknown} where there is none. */
    public BalancePage lot(LotId lot) {
        return snapshot.now(at -> {
            sights.demand(lot);
            Map<String, Object> of = Map.of("lot", lot.text());
            exists("lot", lot.text(), "select exists (select from lot where lot = :lot)", of);
            String lots = "select :lot::text";
            return page(
                    new BalancePage.Scope(lot, null, null, null),
                    at,
                    flows(lots, of),
                    here(lots, of),
                    making(
                            "root in (select root from edge where parent = :lot and until is null) and "
                                    + sights.party("holder"),
                            of));
        });
    }

    /** The balance of a run; {@link Unknown} where there is none of that name. */
    public BalancePage run(RunId run) {
        return snapshot.now(at -> {
            Map<String, Object> of = Map.of("run", run.text());
            exists(
                    "run",
                    run.text(),
                    "select exists (select from run where run = :run and until is null and " + sights.party("holder")
                            + ")",
                    of);
            return page(
                    new BalancePage.Scope(null, run, null, null),
                    at,
                    new Terms(),
                    new Terms(),
                    making("run = :run and " + sights.party("holder"), of));
        });
    }

    /** The balance of all lots of a season; {@link Unknown} where it has none. */
    public BalancePage season(SeasonId season) {
        return snapshot.now(at -> {
            Map<String, Object> of = Map.of("season", season.text());
            String lots = "select lot from lot where season = :season and " + sights.lot("lot.lot");
            exists("season", season.text(), "select exists (" + lots + ")", of);
            return page(
                    new BalancePage.Scope(null, null, null, season),
                    at,
                    flows(lots, of),
                    here(lots, of),
                    making("season = :season and " + sights.party("holder"), of));
        });
    }

    /** The balance of what a party held, in one season or ever; {@link Unknown} where it never held anything and is not registered. */
    public BalancePage party(PartyId party, @Nullable SeasonId season) {
        return snapshot.now(at -> {
            Map<String, Object> of = new HashMap<>();
            sights.demand(party);
            of.put("party", party.text());
            of.put("account", "STOCK:" + party.text());
            exists("organisation", party.text(), """
                    select exists (select from organisation where organisation = :party and until is null)
                        or exists (select from balance where account = :account)""", of);
            String ofSeason = "";
            if (season != null) {
                of.put("season", season.text());
                ofSeason = " and lot in (select lot from lot where season = :season)";
            }
            Terms flows = new Terms();
            // the party's own lots are few: the index on the account finds them
            sql.sql("""
                            select m.from_account, m.to_account, sum(m.weight_g),
                                   m.from_account like 'TRANSIT:%' and exists (
                                       select from consignment c where c.consignment = substr(m.from_account, 9)
                                       and c.sender = :party and c.until is null) as returned
                            from movement m
                            where m.until is null and :account in (m.from_account, m.to_account)
                              and m.lot in (select lot from balance where account = :account SEASON)
                            group by m.from_account, m.to_account""".replace("SEASON", ofSeason)).params(of).query(row -> {
                long grams = row.getLong(3);
                String from = row.getString(1);
                String to = row.getString(2);
                boolean in = to.equals(of.get("account"));
                BalancePage.Name name = switch (kind(in ? from : to)) {
                    case "ORIGIN" -> BalancePage.Name.HARVESTED;
                    case "MADE" -> BalancePage.Name.MADE;
                    case "ADJUSTED" -> in ? BalancePage.Name.ADJUSTED_UP : BalancePage.Name.ADJUSTED_DOWN;
                    case "DISPUTED" -> BalancePage.Name.DISPUTE_SETTLED;
                    case "USED" -> BalancePage.Name.USED;
                    case "DISPOSED" -> BalancePage.Name.DISPOSED;
                    case "TRANSIT" ->
                        !in
                                ? BalancePage.Name.SHIPPED
                                : row.getBoolean(4) ? BalancePage.Name.RETURNED : BalancePage.Name.RECEIVED;
                    default -> throw new IllegalStateException(from + " to " + to);
                };
                flows.add(name, in ? grams : -grams);
            });
            Terms here = new Terms();
            here.add(
                    BalancePage.Name.STOCK,
                    sql.sql("select coalesce(sum(weight_g), 0) from balance where account = :account" + ofSeason)
                            .params(of)
                            .query(Long.class)
                            .single());
            return page(
                    new BalancePage.Scope(null, null, party, season),
                    at,
                    flows,
                    here,
                    making("holder = :party" + (season == null ? "" : " and season = :season"), of));
        });
    }

    private void exists(String kind, String asked, String question, Map<String, Object> of) {
        if (!sql.sql(question).params(of).query(Boolean.class).single()) {
            throw new Unknown(kind, asked);
        }
    }

    // only what crosses the border between the ledger and the outside
    private Terms flows(String lots, Map<String, Object> of) {
        Terms terms = new Terms();
        sql.sql("""
                        select split_part(from_account, ':', 1), split_part(to_account, ':', 1), sum(weight_g)
                        from movement where until is null and lot in (%s) group by 1, 2""".formatted(lots)).params(of).query(row -> {
            long grams = row.getLong(3);
            String from = row.getString(1);
            String to = row.getString(2);
            switch (from) {
                case "ORIGIN" -> terms.add(BalancePage.Name.HARVESTED, grams);
                case "MADE" -> terms.add(BalancePage.Name.MADE, grams);
                case "ADJUSTED" -> terms.add(BalancePage.Name.ADJUSTED_UP, grams);
                default -> {
                    switch (to) {
                        case "USED" -> terms.add(BalancePage.Name.USED, -grams);
                        case "ADJUSTED" -> terms.add(BalancePage.Name.ADJUSTED_DOWN, -grams);
                        case "DISPOSED" -> terms.add(BalancePage.Name.DISPOSED, -grams);
                        default -> {}
                    }
                }
            }
        });
        return terms;
    }

    private Terms here(String lots, Map<String, Object> of) {
        Terms terms = new Terms();
        sql.sql("""
                        select split_part(account, ':', 1), sum(weight_g) from balance
                        where lot in (%s) group by 1""".formatted(lots)).params(of).query(row -> {
            BalancePage.Name name = switch (row.getString(1)) {
                case "STOCK" -> BalancePage.Name.STOCK;
                case "TRANSIT" -> BalancePage.Name.IN_TRANSIT;
                case "DISPUTED" -> BalancePage.Name.DISPUTED;
                default -> throw new IllegalStateException(row.getString(1));
            };
            terms.add(name, row.getLong(2));
        });
        return terms;
    }

    // of one lot only the events that used it are told, with all that went in and came out
    private Terms making(String which, Map<String, Object> of) {
        Terms terms = new Terms();
        sql.sql("""
                        select coalesce(sum(inputs_g), 0), coalesce(sum(additives_g), 0), coalesce(sum(difference_g), 0),
                               coalesce(sum(outputs_g), 0), coalesce(sum(left_g), 0), coalesce(sum(waste_g), 0), coalesce(sum(loss_g), 0)
                        from run where until is null and\s""" + which).params(of).query(row -> {
            terms.add(BalancePage.Name.USED, row.getLong(1));
            terms.add(BalancePage.Name.ADDITIVES, row.getLong(2));
            terms.add(BalancePage.Name.DIFFERENCE, row.getLong(3));
            terms.add(BalancePage.Name.MADE, -row.getLong(4));
            terms.add(BalancePage.Name.BY_PRODUCTS, -row.getLong(5));
            terms.add(BalancePage.Name.WASTE, -row.getLong(6));
            terms.add(BalancePage.Name.LOSS, -row.getLong(7));
        });
        return terms;
    }

    private static BalancePage page(BalancePage.Scope scope, long at, Terms flows, Terms here, Terms making) {
        List<BalancePage.Term> in =
                flows.list().stream().filter(term -> term.weightG() > 0).toList();
        List<BalancePage.Term> out = flows.list().stream()
                .filter(term -> term.weightG() < 0)
                .map(term -> new BalancePage.Term(term.name(), -term.weightG()))
                .toList();
        return new BalancePage(scope, at, in, out, here.list(), flows.sum() - here.sum(), making.list(), making.sum());
    }

    private static String kind(String account) {
        int colon = account.indexOf(':');
        return colon < 0 ? account : account.substring(0, colon);
    }

    /** Terms by name; what is 0 is not told. */
    private static final class Terms {
        private final Map<BalancePage.Name, Long> byName = new EnumMap<>(BalancePage.Name.class);

        void add(BalancePage.Name name, long grams) {
            byName.merge(name, grams, Long::sum);
        }

        List<BalancePage.Term> list() {
            List<BalancePage.Term> terms = new ArrayList<>();
            byName.forEach((name, grams) -> {
                if (grams != 0) {
                    terms.add(new BalancePage.Term(name, grams));
                }
            });
            return terms;
        }

        long sum() {
            return byName.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
