package org.jekasy.query.roll;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.Roll;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.register.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Codes of rolls and what became of them. */
@Component
public class RollPages {
    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final Names names;

    RollPages(Snapshot snapshot, JdbcClient readClient, Sights sights, Names names) {
        this.snapshot = snapshot;
        this.sql = readClient;
        this.sights = sights;
        this.names = names;
    }

    /** How a code stands; null for one that is of no roll, or of none that whoever looks may see, and for a lot's own. Inside a {@link Snapshot}. */
    public @Nullable Sticker sticker(LotId code) {
        if (!code.isOfRoll()) {
            return null;
        }
        LotId lot = sql.sql("select b.lot from code_binding b where b.code = :code and b.until is null and "
                        + sights.lot("b.lot"))
                .param("code", code.text())
                .query(String.class)
                .optional()
                .map(LotId::parse)
                .orElse(null);
        if (lot != null) {
            return lot.equals(code) ? null : new Sticker(code, CodeState.BOUND, lot);
        }
        if (!code.standsSwaps() || !isIn("code_issue", code)) {
            return null;
        }
        return new Sticker(code, isIn("code_void", code) ? CodeState.VOID : CodeState.FREE, null);
    }

    private boolean isIn(String stretches, LotId code) {
        return sql.sql("""
                        select exists (select from %s s where s.issuer = :issuer and s.first_serial <= :serial
                            and s.last_serial >= :serial and %s)""".formatted(stretches, sights.party("s.organisation")))
                .param("issuer", code.issuer().text())
                .param("serial", code.rollSerial())
                .query(Boolean.class)
                .single();
    }

    /** The lot that a code leads to: the one it is bound to, else the code itself. {@link Unknown} says that it is free or void. */
    public LotId lotOf(LotId code) {
        Sticker sticker = sticker(code);
        if (sticker == null) {
            return code;
        }
        LotId lot = sticker.lot();
        if (lot == null) {
            throw new Unknown(sticker.state() == CodeState.VOID ? "void-code" : "free-code", code.text());
        }
        return lot;
    }

    private record Issued(PartyId organisation, Roll roll, int codes, long root) {}

    /** The rolls that whoever looks may see, the newest first; of one issuer, and the one that a serial lies in (null: any). */
    public RollList rolls(@Nullable IssuerCode issuer, @Nullable Integer first, @Nullable Long after, int limit) {
        return snapshot.now(at -> {
            List<Issued> found = sql.sql("""
                            select organisation, issuer, first_serial, last_serial, codes, root from code_issue
                            where (:issuer::text is null or issuer = :issuer) and (:first::int is null or (first_serial <= :first and last_serial >= :first))
                              and (:after::bigint is null or root < :after) and %s
                            order by root desc limit :limit""".formatted(sights.party("organisation")))
                    .param("issuer", issuer == null ? null : issuer.text())
                    .param("first", first)
                    .param("after", after)
                    .param("limit", limit + 1)
                    .query((row, n) -> new Issued(
                            PartyId.parse(row.getString(1)),
                            new Roll(IssuerCode.parse(row.getString(2)), row.getInt(3), row.getInt(4)),
                            row.getInt(5),
                            row.getLong(6)))
                    .list();
            List<Issued> shown = found.subList(0, Math.min(limit, found.size()));
            Names.Known known =
                    names.of(shown.stream().map(Issued::organisation).toList(), List.of(), at);
            boolean one = issuer != null && first != null;
            return new RollList(
                    at,
                    shown.stream().map(each -> page(each, known, one)).toList(),
                    nextSerials(issuer),
                    found.size() > limit ? shown.getLast().root() : null);
        });
    }

    private RollPage page(Issued issued, Names.Known known, boolean withBindings) {
        Roll roll = issued.roll();
        List<RollPage.Stretch> voids = voids(roll);
        List<RollPage.Binding> bindings = bindings(roll);
        // a lot may have been recorded under a serial that is left out of rolls
        Set<LotId> bound = bindings.stream()
                .map(RollPage.Binding::code)
                .filter(LotId::standsSwaps)
                .collect(Collectors.toSet());
        int voided = (int) voids.stream()
                .flatMapToInt(gone -> IntStream.rangeClosed(
                        Math.max(gone.firstSerial(), roll.firstSerial()),
                        Math.min(gone.lastSerial(), roll.lastSerial())))
                .distinct()
                .mapToObj(serial -> LotId.ofRoll(roll.issuer(), serial))
                .filter(code -> code.standsSwaps() && !bound.contains(code))
                .count();
        return new RollPage(
                known.party(issued.organisation()),
                roll.issuer(),
                roll.firstSerial(),
                roll.lastSerial(),
                Roll.of(roll.issuer(), roll.firstSerial(), 1)
                        .orElseThrow()
                        .codes()
                        .getFirst(),
                LotId.ofRoll(roll.issuer(), roll.lastSerial()),
                issued.codes(),
                bound.size(),
                voided,
                issued.codes() - bound.size() - voided,
                voids,
                withBindings ? bindings : null,
                issued.root());
    }

    private List<RollPage.Stretch> voids(Roll roll) {
        return sql.sql("""
                        select first_serial, last_serial, reason from code_void
                        where issuer = :issuer and first_serial <= :last and last_serial >= :first order by root""")
                .param("issuer", roll.issuer().text())
                .param("first", roll.firstSerial())
                .param("last", roll.lastSerial())
                .query((row, n) -> new RollPage.Stretch(row.getInt(1), row.getInt(2), row.getString(3)))
                .list();
    }

    private List<RollPage.Binding> bindings(Roll roll) {
        List<RollPage.Binding> bindings = new ArrayList<>();
        sql.sql("""
                        select b.code, b.lot from code_binding b
                        where b.code >= :first and b.code <= :last and b.until is null and %s order by b.code""".formatted(sights.lot("b.lot")))
                .param("first", LotId.ofRoll(roll.issuer(), roll.firstSerial()).text())
                .param("last", LotId.ofRoll(roll.issuer(), roll.lastSerial()).text())
                .query(row -> {
                    bindings.add(new RollPage.Binding(LotId.parse(row.getString(1)), LotId.parse(row.getString(2))));
                });
        return bindings;
    }

    private List<RollList.NextSerial> nextSerials(@Nullable IssuerCode issuer) {
        return sql.sql("""
                        select issuer, max(last_serial) + 1 from code_issue
                        where (:issuer::text is null or issuer = :issuer) and %s
                        group by issuer having max(last_serial) < %d order by issuer""".formatted(sights.party("organisation"), LotId.LAST_OF_ROLL))
                .param("issuer", issuer == null ? null : issuer.text())
                .query((row, n) -> new RollList.NextSerial(IssuerCode.parse(row.getString(1)), row.getInt(2)))
                .list();
    }
}
