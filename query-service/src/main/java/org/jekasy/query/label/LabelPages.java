package org.jekasy.query.label;

import java.util.List;
import org.jekasy.language.Gtin;
import org.jekasy.language.LotId;
import org.jekasy.language.Weight;
import org.jekasy.query.lot.LotPage;
import org.jekasy.query.lot.LotPages;
import org.jekasy.query.lot.LotState;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.roll.RollPages;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is printed on the label of a lot. */
@Component
public class LabelPages {
    private final LotPages lots;
    private final RollPages rolls;
    private final Snapshot snapshot;
    private final JdbcClient sql;

    LabelPages(LotPages lots, RollPages rolls, Snapshot snapshot, JdbcClient readClient) {
        this.lots = lots;
        this.rolls = rolls;
        this.snapshot = snapshot;
        this.sql = readClient;
    }

    /** The label of a lot, or of the one that a code of a roll is bound to; {@link org.jekasy.query.read.Unknown} where there is no such lot. */
    public LabelPage page(LotId code) {
        return snapshot.walk(null, at -> {
            LotId lot = rolls.lotOf(code);
            LotPage page = lots.page(lot, at);
            LotPage.Packing packing = page.made().packing();
            Weight net = packing == null ? null : packing.netPerUnit();
            return new LabelPage(
                    lot,
                    page.product(),
                    page.variety(),
                    page.cooperatives().size() == 1
                            ? page.cooperatives().getFirst().name()
                            : page.made().holder().name(),
                    communes(page.communes()),
                    page.harvestedFrom(),
                    page.harvestedTo(),
                    page.registered(),
                    packing == null || net == null ? null : new LabelPage.Units(packing.count(), net),
                    page.claims(),
                    gtin(page),
                    status(page),
                    at);
        });
    }

    /** The GTIN of a lot: the pack's own, else the newest that stood for its product, pack and maker on the day it was made. */
    public @Nullable Gtin gtin(LotPage page) {
        LotPage.Packing packing = page.made().packing();
        if (packing != null && packing.gtin() != null) {
            return packing.gtin();
        }
        Weight net = packing == null ? null : packing.netPerUnit();
        return sql.sql("""
                        select gtin from alias
                        where organisation = :maker and product = :product and gtin is not null and valid_from <= :day
                          and pack_g is not distinct from :pack::bigint and until is null
                        order by valid_from desc, root desc limit 1""")
                .param("maker", page.made().holder().id().text())
                .param("product", page.product().code().text())
                .param("day", page.made().on())
                .param("pack", net == null ? null : net.grams())
                .query(String.class)
                .optional()
                .map(Gtin::parse)
                .orElse(null);
    }

    private static LabelPage.Status status(LotPage page) {
        if (page.recalled() && page.state() != LotState.VOIDED) {
            return LabelPage.Status.RECALLED;
        }
        return switch (page.state()) {
            case AVAILABLE -> LabelPage.Status.AVAILABLE;
            case HELD -> LabelPage.Status.HELD;
            case IN_TRANSIT -> LabelPage.Status.IN_TRANSIT;
            case EXHAUSTED -> LabelPage.Status.EXHAUSTED;
            case DISPOSED -> LabelPage.Status.DISPOSED;
            case VOIDED -> LabelPage.Status.VOIDED;
        };
    }

    private static @Nullable String communes(List<CommuneName> communes) {
        if (communes.isEmpty()) {
            return null;
        }
        String names = String.join(
                ", ", communes.stream().limit(3).map(CommuneName::name).toList());
        return communes.size() > 3 ? names + " +" + (communes.size() - 3) : names;
    }
}
