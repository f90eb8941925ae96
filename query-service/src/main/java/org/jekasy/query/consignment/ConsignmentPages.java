package org.jekasy.query.consignment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Excess;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.RejectReason;
import org.jekasy.language.ShipmentPurpose;
import org.jekasy.language.Sscc;
import org.jekasy.language.TransportMode;
import org.jekasy.language.UnLocode;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.ReferenceData;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.register.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Consignments with what was sent, received and is open. */
@Component
public class ConsignmentPages {
    // state: never sent; not received; received with something still on the way or disputed; received
    private static final String WITH_STATE = """
            select c.*, s.sent_g, coalesce(b.missing_g, 0) as missing_g, coalesce(b.disputed_g, 0) as disputed_g,
                   case when c.until is not null then 'VOIDED'
                        when r.received is null then 'IN_TRANSIT'
                        when coalesce(b.missing_g, 0) > 0 or coalesce(b.disputed_g, 0) > 0 then 'OPEN'
                        else 'RECEIVED' end as state
            from (select distinct on (consignment) * from consignment
                  where %s order by consignment, position desc) c
            cross join lateral (select coalesce(sum(weight_g), 0) as sent_g from shipped_line l where l.position = c.position and l.consignment = c.consignment) s
            left join lateral (select true as received from receipt where receipt.consignment = c.consignment and receipt.until is null limit 1) r on true
            left join lateral (
                select sum(weight_g) filter (where account like 'TRANSIT:%%') as missing_g,
                       sum(weight_g) filter (where account like 'DISPUTED:%%') as disputed_g
                from balance where balance.account in ('TRANSIT:' || c.consignment, 'DISPUTED:' || c.consignment)
            ) b on true
            """;

    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final Names names;

    ConsignmentPages(Snapshot snapshot, JdbcClient readClient, Names names, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
        this.names = names;
    }

    private record Sent(
            ConsignmentId consignment,
            long root,
            long position,
            ConsignmentState state,
            PartyId from,
            PartyId to,
            PlaceId fromPlace,
            PlaceId toPlace,
            Instant dispatchedAt,
            String documentNo,
            ShipmentPurpose purpose,
            TransportMode mode,
            @Nullable String vehicle,
            @Nullable String voyage,
            @Nullable String carrier,
            long sent,
            long missing,
            long disputed) {}

    private record Taken(
            long position,
            PartyId receiver,
            PlaceId place,
            Instant at,
            @Nullable String documentNo) {}

    /** One consignment; {@link Unknown} where there is none of that name. */
    public ConsignmentPage page(ConsignmentId consignment) {
        return snapshot.now(at -> {
            Sent sent = sql.sql(WITH_STATE.formatted("consignment = :consignment and " + mine()))
                    .param("consignment", consignment.text())
                    .query((row, n) -> sent(row))
                    .optional()
                    .orElseThrow(() -> new Unknown("consignment", consignment.text()));
            Taken taken = sql.sql("""
                            select position, receiver, place, received_at, document_no from receipt
                            where consignment = :consignment and until is null order by position desc limit 1""")
                    .param("consignment", consignment.text())
                    .query((row, n) -> new Taken(
                            row.getLong(1),
                            PartyId.parse(row.getString(2)),
                            PlaceId.parse(row.getString(3)),
                            row.getTimestamp(4).toInstant(),
                            row.getString(5)))
                    .optional()
                    .orElse(null);
            List<PartyId> parties = new ArrayList<>(List.of(sent.from, sent.to));
            List<PlaceId> places = new ArrayList<>(List.of(sent.fromPlace, sent.toPlace));
            if (taken != null) {
                parties.add(taken.receiver);
                places.add(taken.place);
            }
            Names.Known known = names.of(parties, places, at);
            List<ConsignmentPage.Line> lines = lines(sent, taken);
            return new ConsignmentPage(
                    consignment,
                    at,
                    sent.state,
                    known.party(sent.from),
                    known.party(sent.to),
                    known.place(sent.fromPlace),
                    known.place(sent.toPlace),
                    sent.dispatchedAt,
                    sent.documentNo,
                    sent.purpose,
                    sent.mode,
                    sent.vehicle,
                    sent.voyage,
                    sent.carrier,
                    Grams.ofGrams(sent.sent),
                    taken == null ? null : receipt(taken, lines, known),
                    lines,
                    open(consignment, sent.state),
                    legs(consignment));
        });
    }

    /** Consignments that pass (null: any), newest first, made before a position. */
    public ConsignmentList list(
            @Nullable PartyId from,
            @Nullable PartyId to,
            @Nullable ConsignmentState state,
            @Nullable Long after,
            int limit) {
        return snapshot.now(at -> {
            List<Sent> rows = sql.sql("select * from ("
                            + WITH_STATE.formatted(
                                    "(:from::text is null or sender = :from) and (:to::text is null or receiver = :to) and "
                                            + mine())
                            + ") x where (:state::text is null or x.state = :state) and (:after::bigint is null or x.root < :after)"
                            + " order by x.root desc limit :limit")
                    .param("from", from == null ? null : from.text())
                    .param("to", to == null ? null : to.text())
                    .param("state", state == null ? null : state.name())
                    .param("after", after)
                    .param("limit", limit + 1)
                    .query((row, n) -> sent(row))
                    .list();
            boolean more = rows.size() > limit;
            List<Sent> shown = more ? rows.subList(0, limit) : rows;
            Names.Known known = names.of(
                    shown.stream().flatMap(row -> Stream.of(row.from, row.to)).toList(), List.of(), at);
            return new ConsignmentList(
                    at,
                    shown.stream()
                            .map(row -> new ConsignmentList.Line(
                                    row.consignment,
                                    row.state,
                                    known.party(row.from),
                                    known.party(row.to),
                                    row.dispatchedAt,
                                    Grams.ofGrams(row.sent),
                                    Grams.ofGrams(row.state == ConsignmentState.OPEN ? Math.max(0, row.missing) : 0),
                                    Grams.ofGrams(Math.max(0, row.disputed))))
                            .toList(),
                    more ? shown.getLast().root : null);
        });
    }

    private String mine() {
        return "(" + sights.party("sender") + " or " + sights.party("receiver") + ")";
    }

    private static Sent sent(ResultSet row) throws SQLException {
        return new Sent(
                ConsignmentId.parse(row.getString("consignment")),
                row.getLong("root"),
                row.getLong("position"),
                ConsignmentState.valueOf(row.getString("state")),
                PartyId.parse(row.getString("sender")),
                PartyId.parse(row.getString("receiver")),
                PlaceId.parse(row.getString("from_place")),
                PlaceId.parse(row.getString("to_place")),
                row.getTimestamp("dispatched_at").toInstant(),
                row.getString("document_no"),
                ShipmentPurpose.valueOf(row.getString("purpose")),
                TransportMode.valueOf(row.getString("mode")),
                row.getString("vehicle"),
                row.getString("voyage"),
                row.getString("carrier"),
                row.getLong("sent_g"),
                row.getLong("missing_g"),
                row.getLong("disputed_g"));
    }

    private List<ConsignmentPage.Line> lines(Sent sent, @Nullable Taken taken) {
        return sql.sql("""
                        select coalesce(s.lot, r.lot), coalesce(s.unit, r.unit), s.count, s.weight_g,
                               r.accepted_g, r.rejected_g, r.reason, r.missing_g, r.extra_g, r.excess
                        from (select * from shipped_line where consignment = :consignment and position = :sent) s
                        full join (select * from received_line where consignment = :consignment and position = :taken) r
                            on r.lot = s.lot and r.unit is not distinct from s.unit
                        order by s.line nulls last, r.line""")
                .param("consignment", sent.consignment.text())
                .param("sent", sent.position)
                .param("taken", taken == null ? -1 : taken.position)
                .query((row, n) -> {
                    String unit = row.getString(2);
                    int count = row.getInt(3);
                    Integer counted = row.wasNull() ? null : count;
                    long weight = row.getLong(4);
                    String excess = row.getString(10);
                    String reason = row.getString(7);
                    return new ConsignmentPage.Line(
                            LotId.parse(row.getString(1)),
                            unit == null ? null : Sscc.parse(unit),
                            counted,
                            weight == 0 ? null : Weight.ofGrams(weight),
                            excess == null
                                    ? null
                                    : new ConsignmentPage.Received(
                                            Grams.ofGrams(row.getLong(5)),
                                            Grams.ofGrams(row.getLong(6)),
                                            reason == null ? null : RejectReason.valueOf(reason),
                                            Grams.ofGrams(row.getLong(8)),
                                            Grams.ofGrams(row.getLong(9)),
                                            Excess.valueOf(excess)));
                })
                .list();
    }

    private static ConsignmentPage.Receipt receipt(Taken taken, List<ConsignmentPage.Line> lines, Names.Known known) {
        long accepted = 0;
        long rejected = 0;
        long missing = 0;
        long extra = 0;
        for (ConsignmentPage.Line line : lines) {
            ConsignmentPage.Received received = line.received();
            if (received != null) {
                accepted += received.accepted().grams();
                rejected += received.rejected().grams();
                missing += received.missing().grams();
                extra += received.extra().grams();
            }
        }
        return new ConsignmentPage.Receipt(
                known.party(taken.receiver),
                known.place(taken.place),
                taken.at,
                taken.documentNo,
                Grams.ofGrams(accepted),
                Grams.ofGrams(rejected),
                Grams.ofGrams(missing),
                Grams.ofGrams(extra));
    }

    private List<ConsignmentPage.Open> open(ConsignmentId consignment, ConsignmentState state) {
        if (state != ConsignmentState.OPEN) {
            return List.of();
        }
        return sql.sql("""
                        select lot, coalesce(sum(weight_g) filter (where account = 'TRANSIT:' || :consignment), 0),
                               coalesce(sum(weight_g) filter (where account = 'DISPUTED:' || :consignment), 0)
                        from balance where account in ('TRANSIT:' || :consignment, 'DISPUTED:' || :consignment) and weight_g > 0
                        group by lot order by lot""")
                .param("consignment", consignment.text())
                .query((row, n) -> new ConsignmentPage.Open(
                        LotId.parse(row.getString(1)), Grams.ofGrams(row.getLong(2)), Grams.ofGrams(row.getLong(3))))
                .list();
    }

    private List<ConsignmentPage.Leg> legs(ConsignmentId consignment) {
        return sql.sql("""
                        select what, at, at_locode, market, container, mode, vehicle, voyage from leg
                        where consignment = :consignment and until is null order by root, line""")
                .param("consignment", consignment.text())
                .query((row, n) -> {
                    UnLocode locode = UnLocode.parse(row.getString(3));
                    String market = row.getString(4);
                    String container = row.getString(5);
                    return new ConsignmentPage.Leg(
                            row.getString(1),
                            row.getTimestamp(2).toInstant(),
                            locode.text(),
                            ReferenceData.shipped().ports().name(locode),
                            market == null ? null : CountryCode.parse(market),
                            container == null ? null : ContainerNumber.parse(container),
                            TransportMode.valueOf(Objects.requireNonNull(row.getString(6))),
                            row.getString(7),
                            row.getString(8));
                })
                .list();
    }
}
