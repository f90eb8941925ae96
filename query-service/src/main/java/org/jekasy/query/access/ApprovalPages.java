package org.jekasy.query.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jekasy.language.EventId;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.PartyId;
import org.jekasy.language.RuleCode;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.register.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for a second person, and what became of what did. */
@Component
public class ApprovalPages {
    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final Names names;

    ApprovalPages(Snapshot snapshot, JdbcClient readClient, Names names, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
        this.names = names;
    }

    /** A state as it stands in an address: {@code waiting}. */
    static ApprovalState state(String text) {
        try {
            return ApprovalState.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new Malformed(RuleCode.E_FORM_01, "state", text, "waiting | granted | rejected");
        }
    }

    private record Asked(
            long position,
            EventId approval,
            PartyId organisation,
            @Nullable String operator,
            java.time.Instant at,
            ApprovalState state,
            ApprovalList.@Nullable Decision decision) {}

    /** Requests after a position, in this state and of this organisation (null: of any). */
    public ApprovalList list(@Nullable ApprovalState state, @Nullable PartyId organisation, long after, int limit) {
        return snapshot.now(at -> {
            List<Asked> asked = asked(state, organisation, after, limit + 1);
            Long next = asked.size() > limit ? asked.get(limit - 1).position : null;
            List<Asked> shown = asked.subList(0, Math.min(limit, asked.size()));
            Long[] positions = shown.stream().map(Asked::position).toArray(Long[]::new);
            Map<Long, List<ApprovalList.OrderLine>> orders = orders(positions);
            Map<Long, List<LotId>> lots = lots(positions);
            Names.Known known = names.of(shown.stream().map(Asked::organisation).toList(), List.of(), at);
            return new ApprovalList(
                    at,
                    shown.stream()
                            .map(one -> new ApprovalList.Line(
                                    one.approval,
                                    one.position,
                                    known.party(one.organisation),
                                    one.operator,
                                    one.at,
                                    one.state,
                                    orders.getOrDefault(one.position, List.of()),
                                    lots.getOrDefault(one.position, List.of()),
                                    one.decision))
                            .toList(),
                    next);
        });
    }

    private List<Asked> asked(@Nullable ApprovalState state, @Nullable PartyId organisation, long after, int limit) {
        return sql.sql("""
                        select a.position, a.approval, a.organisation, a.operator, e.recorded_at,
                               d.granted, d.operator, x.recorded_at, d.reason
                        from approval a
                        join entry e on e.position = a.position
                        left join approval_decision d on d.approval = a.approval
                        left join entry x on x.position = d.position
                        where a.position > :after and %s
                          and (:organisation::text is null or a.organisation = :organisation)
                          and (:state::text is null or :state =
                               case d.granted when true then 'GRANTED' when false then 'REJECTED' else 'WAITING' end)
                        order by a.position limit :limit""".formatted(sights.self("a.organisation")))
                .param("after", after)
                .param("organisation", organisation == null ? null : organisation.text())
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .query((row, n) -> {
                    boolean granted = row.getBoolean(6);
                    boolean decided = !row.wasNull();
                    ApprovalState now =
                            !decided ? ApprovalState.WAITING : granted ? ApprovalState.GRANTED : ApprovalState.REJECTED;
                    return new Asked(
                            row.getLong(1),
                            new EventId(row.getObject(2, UUID.class)),
                            PartyId.parse(row.getString(3)),
                            row.getString(4),
                            row.getTimestamp(5).toInstant(),
                            now,
                            decided
                                    ? new ApprovalList.Decision(
                                            row.getString(7),
                                            row.getTimestamp(8).toInstant(),
                                            row.getString(9))
                                    : null);
                })
                .list();
    }

    private Map<Long, List<ApprovalList.OrderLine>> orders(Long[] positions) {
        Map<Long, List<ApprovalList.OrderLine>> orders = new HashMap<>();
        sql.sql("select position, event_id, command, request from approval_order where position = any(:positions)"
                        + " order by position, line")
                .param("positions", positions)
                .query(row -> {
                    orders.computeIfAbsent(row.getLong(1), any -> new ArrayList<>())
                            .add(new ApprovalList.OrderLine(
                                    new EventId(row.getObject(2, UUID.class)), row.getString(3), row.getString(4)));
                });
        return orders;
    }

    private Map<Long, List<LotId>> lots(Long[] positions) {
        Map<Long, List<LotId>> lots = new HashMap<>();
        sql.sql("select position, lot from entry_lot where position = any(:positions) order by position, lot")
                .param("positions", positions)
                .query(row -> {
                    lots.computeIfAbsent(row.getLong(1), any -> new ArrayList<>())
                            .add(LotId.parse(row.getString(2)));
                });
        return lots;
    }
}
