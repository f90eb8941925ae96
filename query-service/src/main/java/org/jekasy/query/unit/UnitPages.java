package org.jekasy.query.unit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Grams;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Sscc;
import org.jekasy.language.UnLocode;
import org.jekasy.language.reference.ReferenceData;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.register.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pallets and containers. */
@Component
public class UnitPages {
    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final Names names;

    UnitPages(Snapshot snapshot, JdbcClient readClient, Names names, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
        this.names = names;
    }

    private record Unit(
            PartyId holder,
            PlaceId place,
            Instant builtAt,
            @Nullable Grams gross) {}

    private record Stuffed(
            long position,
            long root,
            PartyId holder,
            PlaceId place,
            Instant sealedAt,
            String seals,
            @Nullable BigDecimal setPoint) {}

    /** One pallet; {@link Unknown} where none was built under this code. */
    public UnitPage unit(Sscc unit) {
        return snapshot.now(at -> {
            Unit built = sql.sql("""
                            select u.holder, u.place, e.happened_at, u.gross_g
                            from unit u join entry e on e.position = u.position
                            where u.unit = :unit and u.until is null and (%s
                                or exists (select from unit_content c where c.unit = u.unit and %s))
                            order by u.root desc limit 1""".formatted(sights.party("u.holder"), sights.lot("c.lot")))
                    .param("unit", unit.text())
                    .query((row, n) -> {
                        long gross = row.getLong(4);
                        return new Unit(
                                PartyId.parse(row.getString(1)),
                                PlaceId.parse(row.getString(2)),
                                row.getTimestamp(3).toInstant(),
                                gross == 0 ? null : Grams.ofGrams(gross));
                    })
                    .optional()
                    .orElseThrow(() -> new Unknown("unit", unit.text()));
            List<UnitPage.Content> contents = sql.sql("""
                            select c.lot, sum(c.count), sum(c.weight_g), bool_or(l.held), bool_or(l.recalled)
                            from unit_content c join lot l on l.lot = c.lot
                            where c.unit = :unit and c.until is null and %s
                            group by c.lot having sum(c.count) > 0 order by c.lot""".formatted(sights.lot("c.lot")))
                    .param("unit", unit.text())
                    .query((row, n) -> new UnitPage.Content(
                            LotId.parse(row.getString(1)),
                            row.getLong(2),
                            Grams.ofGrams(Math.max(0, row.getLong(3))),
                            row.getBoolean(4),
                            row.getBoolean(5)))
                    .list();
            boolean unitHeld =
                    sql.sql("""
                            select exists (select from hold_unit h where h.unit = :unit and h.until is null and exists (
                                select from hold o where o.hold = h.hold and o.until is null and not exists (
                                    select from release r where r.hold = o.hold and r.lot = o.lot and r.until is null)))""").param("unit", unit.text()).query(Boolean.class).single();
            boolean unitRecalled =
                    sql.sql("""
                            select exists (select from recall_unit u where u.unit = :unit and u.until is null and not exists (
                                select from recall_end e where e.recall = u.recall and e.until is null))""").param("unit", unit.text()).query(Boolean.class).single();
            String container = sql.sql(
                            "select container from container_unit where unit = :unit and until is null order by root desc limit 1")
                    .param("unit", unit.text())
                    .query(String.class)
                    .optional()
                    .orElse(null);
            Names.Known known = names.of(List.of(built.holder), List.of(built.place), at);
            return new UnitPage(
                    unit,
                    at,
                    known.party(built.holder),
                    known.place(built.place),
                    built.builtAt,
                    built.gross,
                    unitHeld || contents.stream().anyMatch(UnitPage.Content::held),
                    unitRecalled || contents.stream().anyMatch(UnitPage.Content::recalled),
                    contents,
                    container == null ? null : ContainerNumber.parse(container));
        });
    }

    /** One container as last stuffed; {@link Unknown} where it never was. */
    public ContainerPage container(ContainerNumber container) {
        return snapshot.now(at -> {
            Stuffed stuffed = sql.sql("""
                            select position, root, holder, place, sealed_at, seals, set_point_c from container
                            where container = :container and until is null and (%s
                                or exists (select from container_lot l where l.container = container.container and %s))
                            order by root desc limit 1""".formatted(sights.party("holder"), sights.lot("l.lot")))
                    .param("container", container.text())
                    .query((row, n) -> new Stuffed(
                            row.getLong(1),
                            row.getLong(2),
                            PartyId.parse(row.getString(3)),
                            PlaceId.parse(row.getString(4)),
                            row.getTimestamp(5).toInstant(),
                            row.getString(6),
                            row.getBigDecimal(7)))
                    .optional()
                    .orElseThrow(() -> new Unknown("container", container.text()));
            List<Sscc> units = sql.sql("""
                            select u.unit from container_unit u where u.position = :position and u.container = :container and (%s
                                or exists (select from unit_content c where c.unit = u.unit and %s)) order by u.line""".formatted(
                            "exists (select from unit h where h.unit = u.unit and " + sights.party("h.holder") + ")",
                            sights.lot("c.lot")))
                    .param("position", stuffed.position)
                    .param("container", container.text())
                    .query((row, n) -> Sscc.parse(row.getString(1)))
                    .list();
            List<LotId> lots = sql.sql(
                            "select l.lot from container_lot l where l.position = :position and l.container = :container and "
                                    + sights.lot("l.lot") + " order by l.line")
                    .param("position", stuffed.position)
                    .param("container", container.text())
                    .query((row, n) -> LotId.parse(row.getString(1)))
                    .list();
            boolean[] blocked = sql.sql(
                            "select coalesce(bool_or(held), false), coalesce(bool_or(recalled), false) from lot where lot = any(:lots)")
                    .param("lots", lots.stream().map(LotId::text).toArray(String[]::new))
                    .query((row, n) -> new boolean[] {row.getBoolean(1), row.getBoolean(2)})
                    .single();
            List<ContainerPage.Seal> seals = sql.sql("""
                            select e.happened_at, s.old_seal, s.new_seal, s.changed_by, s.reason
                            from seal s join entry e on e.position = s.position
                            where s.container = :container and s.until is null and s.root > :root order by s.root""")
                    .param("container", container.text())
                    .param("root", stuffed.root)
                    .query((row, n) -> new ContainerPage.Seal(
                            row.getTimestamp(1).toInstant(),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5)))
                    .list();
            List<ContainerPage.Leg> legs = sql.sql("""
                            select what, at, at_locode, market, mode, vehicle, voyage, carrier from leg
                            where container = :container and until is null and root > :root order by root, line""")
                    .param("container", container.text())
                    .param("root", stuffed.root)
                    .query((row, n) -> {
                        String market = row.getString(4);
                        UnLocode locode = UnLocode.parse(row.getString(3));
                        return new ContainerPage.Leg(
                                row.getString(1),
                                row.getTimestamp(2).toInstant(),
                                locode.text(),
                                ReferenceData.shipped().ports().name(locode),
                                market == null ? null : CountryCode.parse(market),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8));
                    })
                    .list();
            Names.Known known = names.of(List.of(stuffed.holder), List.of(stuffed.place), at);
            return new ContainerPage(
                    container,
                    at,
                    known.party(stuffed.holder),
                    known.place(stuffed.place),
                    stuffed.sealedAt,
                    stuffed.seals,
                    stuffed.setPoint,
                    units,
                    lots,
                    blocked[0],
                    blocked[1],
                    seals,
                    legs);
        });
    }
}
