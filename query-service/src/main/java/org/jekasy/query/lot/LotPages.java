package org.jekasy.query.lot;

import static org.jekasy.query.read.Snapshot.inForce;

import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jekasy.language.CertificateKind;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CountryCode;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.Grams;
import org.jekasy.language.Gtin;
import org.jekasy.language.HoldReason;
import org.jekasy.language.HoldScope;
import org.jekasy.language.LabelOrderReported;
import org.jekasy.language.LabelsOrdered;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallClass;
import org.jekasy.language.RecallId;
import org.jekasy.language.RuleCode;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Sscc;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.language.wire.EventJson;
import org.jekasy.language.wire.EventType;
import org.jekasy.query.read.Kept;
import org.jekasy.query.read.Sight;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.Names;
import org.jekasy.query.register.ProductName;
import org.jekasy.query.register.VarietyName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The page of one lot. Read from the facts, so now and any earlier position are the same questions. */
@Component
public class LotPages {
    private static final int MOST_ORDERS = 20;

    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final Ancestries ancestries;
    private final Names names;
    // a label is scanned again and again while nothing is recorded
    private final Kept<LotId, LotPage> kept = new Kept<>(1_000);

    LotPages(Snapshot snapshot, JdbcClient readClient, Ancestries ancestries, Names names, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
        this.ancestries = ancestries;
        this.names = names;
    }

    /** The lot as the ledger stood at a position (null: now); {@link Unknown} where there was no such lot. */
    public LotPage page(LotId lot, @Nullable Long asOf) {
        // what everybody may see is asked for by everybody; who looks as himself is answered by himself
        return asOf == null && Sight.now().seesEverything()
                ? kept.answer(snapshot.head(), lot, () -> snapshot.walk(null, at -> page(lot, at)), LotPage::position)
                : snapshot.walk(asOf, at -> page(lot, at));
    }

    private record Fact(
            How how,
            long root,
            boolean voided,
            Instant at,
            LocalDate on,
            ProductCode product,
            @Nullable VarietyCode variety,
            SeasonId season,
            Weight weight,
            PartyId holder,
            PlaceId place,
            @Nullable RunId run,
            @Nullable String method,
            @Nullable String treatment,
            @Nullable String ticket,
            @Nullable Integer crates,
            LotPage.@Nullable Packing packing,
            List<Claim> claims) {}

    private record Sum(String account, long grams) {}

    private record Held(
            EventId hold,
            HoldReason reason,
            HoldScope scope,
            Instant since,
            long position,
            PartyId by,
            @Nullable Instant releasedAt,
            long released,
            @Nullable String decision,
            @Nullable PartyId releasedBy) {}

    private LotPage page(LotId lot, long at) {
        sights.demand(lot);
        Fact made = about(lot, at, """
                select m.*, e.happened_at, m.until is not null and m.until <= :at as voided
                from made m join entry e on e.position = m.position
                where m.lot = :lot and m.position <= :at order by m.position desc limit 1""")
                .query((row, n) -> fact(row))
                .optional()
                .orElseThrow(() -> new Unknown("lot", lot.text()));
        List<Sum> sums = about(lot, at, """
                select account, sum(grams) as grams from (
                    select m.to_account as account, m.weight_g as grams from movement m where m.lot = :lot and %1$s
                    union all
                    select m.from_account, -m.weight_g from movement m where m.lot = :lot and %1$s) both_sides
                group by account order by account""".formatted(inForce("m")))
                .query((row, n) -> new Sum(row.getString(1), row.getLong(2)))
                .list();
        List<Held> holds = holds(lot, at);
        List<LotPage.RecallLine> recalls = recalls(lot, at);
        List<LedgerEntry> told = told(lot, at);
        List<LedgerEntry> corrections = told.stream()
                .filter(entry -> entry.event() instanceof EntryCorrected || entry.event() instanceof EntryVoided)
                .toList();
        Ancestry ancestry = ancestries.of(lot, at);
        List<Ancestry.Node> harvests = ancestry.harvests();

        List<PartyId> parties = new ArrayList<>(List.of(made.holder));
        List<PlaceId> places = new ArrayList<>(List.of(made.place));
        harvests.forEach(harvest -> parties.add(harvest.holder()));
        ancestry.treatments().forEach(treatment -> {
            parties.add(treatment.holder());
            places.add(treatment.place());
        });
        sums.stream().filter(sum -> sum.account.startsWith("STOCK:")).forEach(sum -> parties.add(holder(sum)));
        holds.forEach(hold -> {
            parties.add(hold.by);
            if (hold.releasedBy != null) {
                parties.add(hold.releasedBy);
            }
        });
        corrections.forEach(entry -> parties.add(entry.by().organisation()));
        Names.Known known = names.of(parties, places, at);

        boolean held = holds.stream().anyMatch(hold -> hold.releasedAt == null);
        long stock = sum(sums, "STOCK:");
        long away = sum(sums, "TRANSIT:") + sum(sums, "DISPUTED:");
        long used = sum(sums, "USED");
        long disposed = sum(sums, "DISPOSED");
        String state = sql.sql("select lot_state(:voided, :held, :stock, :away, :used, :disposed)")
                .param("voided", made.voided)
                .param("held", held)
                .param("stock", stock)
                .param("away", away)
                .param("used", used)
                .param("disposed", disposed)
                .query(String.class)
                .single();
        return new LotPage(
                lot,
                at,
                LotState.valueOf(state),
                held,
                recalls.stream().anyMatch(recall -> recall.closed() == null),
                ProductName.of(made.product),
                made.variety == null ? null : VarietyName.of(made.variety),
                made.season,
                made.claims,
                new LotPage.Made(
                        made.how,
                        made.root,
                        made.at,
                        made.on,
                        known.party(made.holder),
                        known.place(made.place),
                        made.run,
                        made.method,
                        made.ticket,
                        made.crates,
                        made.packing),
                harvests.stream()
                        .map(Ancestry.Node::holder)
                        .distinct()
                        .sorted()
                        .map(known::party)
                        .toList(),
                harvests.stream()
                        .map(Ancestry.Node::commune)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted(CommuneId::compareTo)
                        .map(CommuneName::of)
                        .toList(),
                harvests.stream()
                        .map(Ancestry.Node::madeOn)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                harvests.stream()
                        .map(Ancestry.Node::madeOn)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                harvests.size(),
                made.weight,
                Grams.ofGrams(Math.max(0, stock)),
                lines(sums, "STOCK:", sum -> new LotPage.Stock(known.party(holder(sum)), Grams.ofGrams(sum.grams))),
                lines(sums, "TRANSIT:", LotPages::onConsignment),
                lines(sums, "DISPUTED:", LotPages::onConsignment),
                Grams.ofGrams(Math.max(0, used)),
                Grams.ofGrams(Math.max(0, disposed)),
                -sum(sums, "ADJUSTED"),
                made.treatment,
                ancestry.treatments().stream()
                        .map(treatment -> new LotPage.Treatment(
                                treatment.lot(),
                                treatment.position(),
                                treatment.method(),
                                treatment.madeOn(),
                                known.place(treatment.place()),
                                known.party(treatment.holder())))
                        .toList(),
                flags(lot, at),
                holds.stream().map(hold -> line(hold, known)).toList(),
                recalls,
                certificates(lot, at),
                labels(lot, made, at),
                labelOrders(told),
                units(lot, at),
                containers(lot, at),
                corrections.stream().map(entry -> correction(entry, known)).toList());
    }

    private JdbcClient.StatementSpec about(LotId lot, long at, String query) {
        return sql.sql(query).param("lot", lot.text()).param("at", at);
    }

    private static Fact fact(ResultSet row) throws SQLException {
        String variety = row.getString("variety");
        String run = row.getString("run");
        String claims = row.getString("claims");
        return new Fact(
                How.valueOf(row.getString("how")),
                row.getLong("root"),
                row.getBoolean("voided"),
                row.getTimestamp("happened_at").toInstant(),
                row.getDate("made_on").toLocalDate(),
                ProductCode.parse(row.getString("product")),
                variety == null ? null : VarietyCode.parse(variety),
                SeasonId.parse(row.getString("season")),
                Weight.ofGrams(row.getLong("weight_g")),
                PartyId.parse(row.getString("holder")),
                PlaceId.parse(row.getString("place")),
                run == null ? null : RunId.parse(run),
                row.getString("method"),
                row.getString("treatment"),
                row.getString("ticket"),
                number(row, "crates"),
                packing(row),
                claims.isEmpty()
                        ? List.of()
                        : Arrays.stream(claims.split(",")).map(Claim::valueOf).toList());
    }

    private static LotPage.@Nullable Packing packing(ResultSet row) throws SQLException {
        Integer units = number(row, "units");
        if (units == null) {
            return null;
        }
        long net = row.getLong("unit_g");
        String gtin = row.getString("gtin");
        return new LotPage.Packing(
                units,
                net == 0 ? null : Weight.ofGrams(net),
                gtin == null ? null : Gtin.parse(gtin),
                row.getString("calibre"),
                row.getString("grade"));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    private List<LotPage.FlagLine> flags(LotId lot, long at) {
        return about(lot, at, """
                select f.code, f.reason, f.position, e.type
                from entry_lot l join flag f on f.position = l.position join entry e on e.position = f.position
                where l.lot = :lot and %s order by f.position, f.line""".formatted(inForce("f")))
                .query((row, n) -> new LotPage.FlagLine(
                        RuleCode.parse(row.getString(1)), row.getString(2), row.getLong(3), row.getString(4)))
                .list();
    }

    private List<Held> holds(LotId lot, long at) {
        return about(lot, at, """
                select h.hold, h.reason, h.scope, e.happened_at, h.position, he.organisation,
                       re.happened_at, r.position, r.decision, re.organisation
                from hold h
                join entry e on e.position = h.position
                join entry he on he.position = h.root
                left join release r on r.lot = h.lot and r.hold = h.hold and %s
                left join entry re on re.position = r.position
                where h.lot = :lot and %s order by h.root, h.line""".formatted(inForce("r"), inForce("h")))
                .query((row, n) -> {
                    Timestamp released = row.getTimestamp(7);
                    String releasedBy = row.getString(10);
                    return new Held(
                            new EventId(row.getObject(1, UUID.class)),
                            HoldReason.valueOf(row.getString(2)),
                            HoldScope.valueOf(row.getString(3)),
                            row.getTimestamp(4).toInstant(),
                            row.getLong(5),
                            PartyId.parse(row.getString(6)),
                            released == null ? null : released.toInstant(),
                            row.getLong(8),
                            row.getString(9),
                            releasedBy == null ? null : PartyId.parse(releasedBy));
                })
                .list();
    }

    private static LotPage.HoldLine line(Held hold, Names.Known known) {
        LotPage.Released released = hold.releasedAt == null || hold.decision == null || hold.releasedBy == null
                ? null
                : new LotPage.Released(hold.releasedAt, hold.released, hold.decision, known.party(hold.releasedBy));
        return new LotPage.HoldLine(
                hold.hold, hold.reason, hold.scope, hold.since, hold.position, known.party(hold.by), released);
    }

    private List<LotPage.RecallLine> recalls(LotId lot, long at) {
        return about(lot, at, """
                select r.recall, r.hazard, r.class, r.notice, l.seed, e.happened_at, r.position, ee.happened_at, x.position, x.outcome
                from recall_lot l
                join recall r on r.recall = l.recall and r.position = l.position
                join entry e on e.position = r.position
                left join recall_end x on x.recall = r.recall and %s
                left join entry ee on ee.position = x.position
                where l.lot = :lot and %s order by r.root""".formatted(inForce("x"), inForce("l")))
                .query((row, n) -> {
                    Timestamp closed = row.getTimestamp(8);
                    return new LotPage.RecallLine(
                            RecallId.parse(row.getString(1)),
                            row.getString(2),
                            RecallClass.valueOf(row.getString(3)),
                            row.getString(4),
                            row.getBoolean(5),
                            row.getTimestamp(6).toInstant(),
                            row.getLong(7),
                            closed == null
                                    ? null
                                    : new LotPage.Closed(closed.toInstant(), row.getLong(9), row.getString(10)));
                })
                .list();
    }

    private List<LotPage.CertificateLine> certificates(LotId lot, long at) {
        return about(lot, at, """
                select c.kind, c.number, c.issuer, c.issued_on, c.valid_to, c.market, c.position
                from certificate_lot l join certificate c on c.root = l.root and c.position = l.position
                where l.lot = :lot and %s order by c.root""".formatted(inForce("l")))
                .query((row, n) -> {
                    Date validTo = row.getDate(5);
                    String market = row.getString(6);
                    return new LotPage.CertificateLine(
                            CertificateKind.valueOf(row.getString(1)),
                            row.getString(2),
                            row.getString(3),
                            row.getDate(4).toLocalDate(),
                            validTo == null ? null : validTo.toLocalDate(),
                            market == null ? null : CountryCode.parse(market),
                            row.getLong(7));
                })
                .list();
    }

    private LotPage.Labels labels(LotId lot, Fact made, long at) {
        LotPage.Packing packing = made.packing;
        Long shipped = packing == null ? null : unitsShipped(lot, made, packing.count(), at);
        return about(lot, at, """
                select coalesce(sum(l.count) filter (where l.count > 0), 0), coalesce(-sum(l.count) filter (where l.count < 0), 0),
                       coalesce(array_agg(distinct l.uri) filter (where l.uri is not null), '{}'),
                       (select count(distinct s.serial) from label_serial s where s.lot = :lot and %s)
                from label l where l.lot = :lot and %s""".formatted(inForce("s"), inForce("l")))
                .query((row, n) ->
                        new LotPage.Labels(row.getLong(1), row.getLong(2), row.getLong(4), shipped, List.of((String[])
                                row.getArray(3).getArray())))
                .single();
    }

    /** By mass, rounded: what is on a truck is always told in grams, in units only where somebody counted them. */
    private long unitsShipped(LotId lot, Fact made, int units, long at) {
        return about(lot, at, """
                select coalesce(sum(case when m.to_account like 'TRANSIT:%%' then m.weight_g else -m.weight_g end), 0)
                from movement m where m.lot = :lot and %s
                  and ((m.from_account = :maker and m.to_account like 'TRANSIT:%%') or (m.to_account = :maker and m.from_account like 'TRANSIT:%%'))""".formatted(inForce("m")))
                .param("maker", "STOCK:" + made.holder.text())
                .query((row, n) -> {
                    long sent = Math.max(0, row.getLong(1));
                    long whole = made.weight.grams();
                    return (sent * units + whole / 2) / whole;
                })
                .single();
    }

    private List<LotPage.InUnit> units(LotId lot, long at) {
        return about(lot, at, """
                select u.unit, sum(u.count), sum(u.weight_g) from unit_content u
                where u.lot = :lot and %s group by u.unit having sum(u.count) > 0 order by u.unit""".formatted(inForce("u")))
                .query((row, n) -> new LotPage.InUnit(
                        Sscc.parse(row.getString(1)), row.getLong(2), Grams.ofGrams(Math.max(0, row.getLong(3)))))
                .list();
    }

    private List<ContainerNumber> containers(LotId lot, long at) {
        return about(
                        lot,
                        at,
                        "select distinct c.container from container_lot c where c.lot = :lot and " + inForce("c")
                                + " order by 1")
                .query((row, n) -> ContainerNumber.parse(row.getString(1)))
                .list();
    }

    /** What is told of the lot as it was said: corrections, and orders for its labels. */
    private List<LedgerEntry> told(LotId lot, long at) {
        return about(lot, at, """
                select e.position, e.body from entry_lot l join entry e on e.position = l.position
                where l.lot = :lot and e.position <= :at
                  and e.type in ('EntryCorrected', 'EntryVoided', 'LabelsOrdered', 'LabelOrderReported')
                order by e.position""")
                .query((row, n) ->
                        EventJson.read(row.getLong(1), row.getString(2).getBytes(StandardCharsets.UTF_8)))
                .list();
    }

    private static List<LotPage.LabelOrder> labelOrders(List<LedgerEntry> told) {
        Map<EventId, LabelOrderReported> said = new HashMap<>();
        List<LotPage.LabelOrder> orders = new ArrayList<>();
        for (LedgerEntry entry : told.reversed()) {
            if (entry.event() instanceof LabelOrderReported e) {
                said.putIfAbsent(e.order(), e);
            } else if (entry.event() instanceof LabelsOrdered e && orders.size() < MOST_ORDERS) {
                LabelOrderReported last = said.get(entry.eventId());
                orders.add(new LotPage.LabelOrder(
                        entry.eventId(),
                        entry.position(),
                        entry.recordedAt(),
                        e.template(),
                        e.count(),
                        last == null || last.station() == null ? e.station() : last.station(),
                        last == null ? null : last.state(),
                        last == null ? null : last.printed(),
                        last == null ? null : last.reason()));
            }
        }
        return List.copyOf(orders);
    }

    private static LotPage.Correction correction(LedgerEntry entry, Names.Known known) {
        if (entry.event() instanceof EntryCorrected e) {
            return new LotPage.Correction(
                    entry.position(),
                    e.targetPosition(),
                    EventType.of(e.corrected()).name(),
                    false,
                    e.reason(),
                    e.note(),
                    entry.occurredAt(),
                    known.party(entry.by().organisation()));
        }
        EntryVoided e = (EntryVoided) entry.event();
        return new LotPage.Correction(
                entry.position(),
                e.targetPosition(),
                EventType.of(e.original()).name(),
                true,
                e.reason(),
                e.note(),
                entry.occurredAt(),
                known.party(entry.by().organisation()));
    }

    private static long sum(List<Sum> sums, String accounts) {
        return sums.stream()
                .filter(sum -> sum.account.startsWith(accounts))
                .mapToLong(Sum::grams)
                .sum();
    }

    // an account that was emptied is nobody's stock; below 0 only between the entries of one correction batch
    private static <T> List<T> lines(List<Sum> sums, String accounts, Function<Sum, T> line) {
        return sums.stream()
                .filter(sum -> sum.account.startsWith(accounts) && sum.grams > 0)
                .map(line)
                .toList();
    }

    private static PartyId holder(Sum stock) {
        return PartyId.parse(stock.account.substring("STOCK:".length()));
    }

    private static LotPage.OnConsignment onConsignment(Sum sum) {
        return new LotPage.OnConsignment(
                ConsignmentId.parse(sum.account.substring(sum.account.indexOf(':') + 1)), Grams.ofGrams(sum.grams));
    }
}
