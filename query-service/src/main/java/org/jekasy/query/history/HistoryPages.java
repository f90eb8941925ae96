package org.jekasy.query.history;

import static org.jekasy.query.read.Snapshot.inForce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jekasy.language.ApprovalRequested;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.wire.EventJson;
import org.jekasy.language.wire.EventType;
import org.jekasy.query.read.Sight;
import org.jekasy.query.read.Sights;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.read.Unknown;
import org.jekasy.query.register.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The history of a lot: every entry that names it, and seal changes of the containers it is in. */
@Component
public class HistoryPages {

    private final Snapshot snapshot;
    private final JdbcClient sql;
    private final Sights sights;
    private final Names names;

    HistoryPages(Snapshot snapshot, JdbcClient readClient, Names names, Sights sights) {
        this.sights = sights;
        this.snapshot = snapshot;
        this.sql = readClient;
        this.names = names;
    }

    private record Read(
            LedgerEntry entry, long root, @Nullable Long until) {}

    /** Entries after a position, at most so many, as the ledger stood at {@code asOf} (null: now); {@link Unknown} where there is none at all. */
    public HistoryPage page(LotId lot, @Nullable Long asOf, long after, int limit) {
        return snapshot.at(asOf, at -> {
            sights.demand(lot);
            List<Read> read = entries(lot, at, after, limit + 1);
            if (read.isEmpty() && (after == 0 || entries(lot, at, 0, 1).isEmpty())) {
                throw new Unknown("lot", lot.text());
            }
            Long next = read.size() > limit ? read.get(limit - 1).entry.position() : null;
            List<Read> shown = read.subList(0, Math.min(limit, read.size()));
            Map<Long, LedgerEntry> takenBackBy = takenBackBy(shown, at);
            List<PartyId> parties = new ArrayList<>();
            List<PlaceId> places = new ArrayList<>();
            Map<Long, Mentions> mentions = new HashMap<>();
            for (Read each : shown) {
                Mentions in = Mentions.of(each.entry.event());
                mentions.put(each.entry.position(), in);
                parties.addAll(in.parties());
                parties.add(each.entry.by().organisation());
                places.addAll(in.places());
            }
            Set<LotId> seen = sights.seen(
                    mentions.values().stream().flatMap(in -> in.lots().stream()).toList());
            takenBackBy.values().forEach(entry -> parties.add(entry.by().organisation()));
            Names.Known known = names.of(parties, places, at);
            return new HistoryPage(
                    lot,
                    at,
                    shown.stream()
                            .map(each -> line(
                                    each,
                                    mentions.get(each.entry.position()),
                                    seen,
                                    each.until == null ? null : takenBackBy.get(each.until),
                                    known))
                            .toList(),
                    next);
        });
    }

    private List<Read> entries(LotId lot, long at, long after, int limit) {
        return sql.sql("""
                        select e.position, e.root, e.until, e.body
                        from entry e
                        where e.position > :after and e.position <= :at and e.position in (
                            select l.position from entry_lot l where l.lot = :lot
                            union
                            select s.position from seal s join container_lot c on c.container = s.container and %s
                            where c.lot = :lot)
                        order by e.position limit :limit""".formatted(inForce("c")))
                .param("lot", lot.text())
                .param("at", at)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> {
                    long until = row.getLong(3);
                    // a later position than the one looked at: not yet taken back
                    boolean inForce = row.wasNull() || until > at;
                    return new Read(entry(row.getLong(1), row.getString(4)), row.getLong(2), inForce ? null : until);
                })
                .list();
    }

    private Map<Long, LedgerEntry> takenBackBy(List<Read> shown, long at) {
        Map<Long, LedgerEntry> by = new HashMap<>();
        Long[] positions =
                shown.stream().map(Read::until).filter(Objects::nonNull).toArray(Long[]::new);
        if (positions.length > 0) {
            sql.sql("select position, body from entry where position = any(:positions) and position <= :at")
                    .param("positions", positions)
                    .param("at", at)
                    .query(row -> {
                        by.put(row.getLong(1), entry(row.getLong(1), row.getString(2)));
                    });
        }
        return by;
    }

    private static LedgerEntry entry(long position, String body) {
        return EventJson.read(position, body.getBytes(StandardCharsets.UTF_8));
    }

    private static HistoryPage.Line line(
            Read read,
            @Nullable Mentions mentions,
            Set<LotId> seen,
            @Nullable LedgerEntry takenBackBy,
            Names.Known known) {
        LedgerEntry entry = read.entry;
        Mentions in = mentions == null ? Mentions.of(entry.event()) : mentions;
        PartyId by = entry.by().organisation();
        boolean own = Sight.now().readsAs(by);
        // it names other lots of other organisations, or a producer and orchard: then only that it happened
        boolean whole = seen.containsAll(in.lots()) && mayKnowWho(entry.event());
        PlaceId place = whole ? in.place() : null;
        return new HistoryPage.Line(
                entry.position(),
                entry.eventId(),
                EventType.of(entry.event()).name(),
                entry.occurredAt(),
                entry.recordedAt(),
                known.party(by),
                own ? entry.by().operator() : null,
                own ? entry.by().device() : null,
                entry.source(),
                entry.flags(),
                whole ? entry.documents() : List.of(),
                whole && Sight.now().seesPositions() ? entry.kmFromPlace() : null,
                place == null ? null : known.place(place),
                whole ? in.places().stream().map(known::place).toList() : List.of(),
                in.parties().stream().map(known::party).toList(),
                read.root == entry.position() ? null : read.root,
                takenBackBy == null ? null : takenBack(takenBackBy, known),
                whole ? told(entry.event()) : null);
    }

    // a producer and an orchard are told to who reads as their cooperative, and to whom it let see
    private static boolean mayKnowWho(LedgerEvent event) {
        if (Sight.now().seesEverything()) {
            return true;
        }
        if (event instanceof HarvestRecorded e) {
            return mayKnowProducersOf(e.cooperative());
        }
        if (event instanceof DeliveryRecorded e) {
            return mayKnowProducersOf(e.cooperative());
        }
        if (event instanceof EntryCorrected e) {
            return mayKnowWho(e.original()) && mayKnowWho(e.corrected());
        }
        if (event instanceof EntryVoided e) {
            return mayKnowWho(e.original());
        }
        // what one's own people asked of a second person is nobody else's, not even a union's
        return !(event instanceof ApprovalRequested e)
                || e.organisation().equals(Sight.now().reader());
    }

    // the class a delivery was paid by is for some roles only
    private static LedgerEvent told(LedgerEvent event) {
        if (Sight.now().seesPrices()) {
            return event;
        }
        if (event instanceof DeliveryRecorded e) {
            return new DeliveryRecorded(
                    e.lot(),
                    e.product(),
                    e.deliveredOn(),
                    e.producer(),
                    e.area(),
                    e.place(),
                    e.cooperative(),
                    e.commune(),
                    e.weight(),
                    e.sacks(),
                    e.moisture(),
                    e.ticket(),
                    e.season(),
                    e.claims(),
                    e.hold(),
                    null,
                    e.boiledOn());
        }
        if (event instanceof EntryCorrected e) {
            return new EntryCorrected(
                    e.target(),
                    e.targetPosition(),
                    e.happenedAt(),
                    e.reason(),
                    told(e.original()),
                    told(e.corrected()),
                    e.note());
        }
        if (event instanceof EntryVoided e) {
            return new EntryVoided(e.target(), e.targetPosition(), e.reason(), told(e.original()), e.note());
        }
        return event;
    }

    private static boolean mayKnowProducersOf(PartyId cooperative) {
        Sight sight = Sight.now();
        return sight.seesProducers() && (sight.readsAs(cooperative) || sight.isGrantedBy(cooperative));
    }

    private static HistoryPage.TakenBack takenBack(LedgerEntry by, Names.Known known) {
        if (by.event() instanceof EntryCorrected e) {
            return new HistoryPage.TakenBack(
                    by.position(),
                    false,
                    e.reason(),
                    e.note(),
                    known.party(by.by().organisation()),
                    by.occurredAt());
        }
        EntryVoided e = (EntryVoided) by.event();
        return new HistoryPage.TakenBack(
                by.position(), true, e.reason(), e.note(), known.party(by.by().organisation()), by.occurredAt());
    }
}
