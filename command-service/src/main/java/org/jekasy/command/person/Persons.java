package org.jekasy.command.person;

import java.math.BigDecimal;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.command.journal.Annex;
import org.jekasy.language.Actor;
import org.jekasy.language.LotId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/** The register of persons. Whatever is done in it leaves a line in its audit, in the same transaction. */
final class Persons {
    /** Most persons in one answer. */
    static final int MOST_LISTED = 200;

    // names of a list in one transaction
    private static final int MOST_AT_ONCE = 500;

    // writing a table with many photos anew, or looking through a long journal, takes its time
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String SAID = "purpose, given, said_on, recorded_at, operator, words";

    // 0x6A656B61_73790004; ..01 is the turn to append (GroupCommit), ..02 the lead of the relay (KafkaRelay)
    private static final long INSIDE = 0x6A656B61_73790004L;

    private static final Logger log = LoggerFactory.getLogger(Persons.class);

    private final Annex annex;
    private final JdbcClient sql;
    private final Clock clock;

    Persons(Annex annex, Clock clock) {
        this.annex = annex;
        this.sql = annex.sql();
        this.clock = clock;
    }

    /** A person of a list. */
    record Listed(
            ProducerId producer, String name, @Nullable String phone) {
        @Override
        public String toString() {
            return producer.text();
        }
    }

    /** Whether anything is or was kept under this number by this organisation, whatever the ledger says of it now. */
    boolean knows(Dossier dossier) {
        return inside(() -> sql.sql("select exists (select from audit where organisation = ? and producer = ?)")
                .params(key(dossier))
                .query(Boolean.class)
                .single());
    }

    List<Listed> list(Actor by, @Nullable ProducerId after) {
        return inside(() -> {
            List<Listed> listed = sql.sql(
                            "select producer, name, phone from person where organisation = ? and producer > ? order by producer limit ?")
                    .params(by.organisation().text(), after == null ? "" : after.text(), MOST_LISTED)
                    .query((row, number) -> new Listed(
                            ProducerId.parse(row.getString("producer")), row.getString("name"), row.getString("phone")))
                    .list();
            // of each that is shown: a person sees in the export who looked
            sql.sql("insert into audit (at, what, organisation, operator, producer)"
                            + " select ?, 'LISTED', ?, ?, unnest(?::text[])")
                    .params(at(now()), by.organisation().text())
                    .param(by.operator())
                    .param(listed.stream().map(each -> each.producer().text()).toArray(String[]::new))
                    .update();
            return listed;
        });
    }

    Person read(Dossier dossier, Actor by) {
        return inside(() -> {
            line(Line.Deed.READ, by, dossier, null);
            return person(dossier);
        });
    }

    Person keep(Dossier dossier, Named named, Actor by) {
        return inside(() -> {
            write(dossier, named, "excluded.phone");
            line(Line.Deed.KEPT, by, dossier, "name");
            return person(dossier);
        });
    }

    /**
     * Keeps what a list calls one's own producers; a telephone number it leaves out stays. Who was erased stays so: an old list, sent again, brings nobody
     * back. A list that was cut short by a fault can be sent again.
     */
    int keepAll(Map<Dossier, Named> names, Actor by) {
        // always in this order: two lists at the same moment do not wait for each other in a circle
        List<Map.Entry<Dossier, Named>> sorted = names.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().producer().text()))
                .toList();
        int kept = 0;
        for (int from = 0; from < sorted.size(); from += MOST_AT_ONCE) {
            List<Map.Entry<Dossier, Named>> some = sorted.subList(from, Math.min(from + MOST_AT_ONCE, sorted.size()));
            kept += inside(() -> keepSome(some, by));
        }
        return kept;
    }

    private int keepSome(List<Map.Entry<Dossier, Named>> names, Actor by) {
        int kept = 0;
        for (Map.Entry<Dossier, Named> each : names) {
            Dossier dossier = each.getKey();
            if (!wasErased(dossier)) {
                kept++;
                if (write(dossier, each.getValue(), "coalesce(excluded.phone, known.phone)")) {
                    line(Line.Deed.KEPT, by, dossier, "list");
                }
            }
        }
        return kept;
    }

    /** Whether it is anything new. */
    private boolean write(Dossier dossier, Named named, String phoneThen) {
        Phone phone = named.phone();
        return sql.sql("insert into person as known (organisation, producer, name, phone) values (?, ?, ?, ?)"
                                + " on conflict (organisation, producer) do update set name = excluded.name, phone = "
                                + phoneThen + " where (known.name, known.phone) is distinct from (excluded.name, "
                                + phoneThen + ")")
                        .params(key(dossier))
                        .param(named.name().text())
                        .param(phone == null ? null : phone.text())
                        .update()
                > 0;
    }

    private boolean wasErased(Dossier dossier) {
        return sql.sql("select exists (select from audit where organisation = ? and producer = ? and what = 'ERASED')")
                .params(key(dossier))
                .query(Boolean.class)
                .single();
    }

    /** A name and where to call. */
    record Named(PersonName name, @Nullable Phone phone) {}

    /** A photo is kept with consent only. */
    void keepPhoto(Dossier dossier, byte[] image, Actor by) {
        insideFor(dossier, () -> {
            require(dossier, Purpose.PHOTO_TO_BUYER);
            sql.sql("insert into photo (organisation, producer, image) values (?, ?, ?)"
                            + " on conflict (organisation, producer) do update set image = excluded.image")
                    .params(key(dossier))
                    .param(image)
                    .update();
            line(Line.Deed.KEPT, by, dossier, "photo");
            return true;
        });
    }

    /** So is the position of an orchard. */
    void keepPosition(Dossier dossier, OrchardPosition position, Actor by) {
        insideFor(dossier, () -> {
            require(dossier, Purpose.POSITION_FOR_EUDR);
            sql.sql(
                            "insert into orchard_position (organisation, producer, place, lat, lon) values (?, ?, ?, ?, ?)"
                                    + " on conflict (organisation, producer, place) do update set lat = excluded.lat, lon = excluded.lon")
                    .params(key(dossier))
                    .params(position.place().text(), position.lat(), position.lon())
                    .update();
            line(Line.Deed.KEPT, by, dossier, "position " + position.place());
            return true;
        });
    }

    /** Writes down what a person said. What is kept with consent only goes when it is taken back. */
    Consent hear(Dossier dossier, Purpose purpose, boolean given, LocalDate on, @Nullable String words, Actor by) {
        return insideFor(dossier, () -> {
            Consent said = new Consent(purpose, given, on, now(), named(by), words);
            say(dossier, said);
            // noted late, it may have been overtaken by what was said since
            if (inForce(dossier, purpose).isEmpty()) {
                if (purpose == Purpose.PHOTO_TO_BUYER) {
                    delete("photo", dossier);
                } else if (purpose == Purpose.POSITION_FOR_EUDR) {
                    delete("orchard_position", dossier);
                }
            }
            line(given ? Line.Deed.CONSENT_GIVEN : Line.Deed.CONSENT_WITHDRAWN, by, dossier, purpose.word());
            return said;
        });
    }

    /** What may be handed on for this purpose, and since when the person agrees; empty without consent, which leaves a line too. */
    Optional<HandedOn> handOn(Dossier dossier, Purpose purpose, Actor by) {
        return insideFor(dossier, () -> {
            Optional<Consent> consent = inForce(dossier, purpose);
            line(consent.isPresent() ? Line.Deed.HANDED_ON : Line.Deed.NOT_HANDED_ON, by, dossier, purpose.word());
            return consent.map(given -> HandedOn.of(purpose, given.on(), person(dossier)));
        });
    }

    /** Everything that is kept of a person, with who did what with it. */
    Export export(Dossier dossier, Actor by, Export.@Nullable Registration registration) {
        // a number that is not one's own any more may be another's: so are its lots
        List<LotId> lots = registration == null
                ? List.of()
                : answered(() -> annex.together(PATIENCE, () -> lots(dossier.producer())));
        return inside(() -> {
            line(Line.Deed.EXPORTED, by, dossier, null);
            return new Export(
                    dossier.keeper(),
                    now(),
                    person(dossier),
                    registration,
                    lots,
                    lines(dossier, Set.of(Line.Deed.values())));
        });
    }

    /**
     * Erases what is kept of a person. Of a consent stay purpose, day and operator, withdrawn; how it was said goes. The tables it stood in are written anew,
     * so that not even their files hold what was erased: either all of this is done, or nothing.
     */
    Line erase(Dossier dossier, Actor by) {
        Line erased = alone(() -> {
            String operator = named(by);
            Set<String> touched = new TreeSet<>(keptSince(dossier));
            for (String table : List.of("person", "photo", "orchard_position")) {
                if (delete(table, dossier)) {
                    touched.add(table);
                }
            }
            int words = sql.sql(
                            "update consent set words = null where organisation = ? and producer = ? and words is not null")
                    .params(key(dossier))
                    .update();
            if (words > 0) {
                touched.add("consent");
            }
            for (Purpose purpose : Purpose.values()) {
                if (inForce(dossier, purpose).isPresent()) {
                    Instant now = now();
                    say(
                            dossier,
                            new Consent(purpose, false, LocalDate.ofInstant(now, ZoneOffset.UTC), now, operator, null));
                }
            }
            if (!touched.isEmpty()) {
                sql.sql("select write_anew(?::text[])")
                        .param(touched.toArray(String[]::new))
                        .query((row, number) -> true)
                        .list();
            }
            return line(Line.Deed.ERASED, by, dossier, null);
        });
        // without the name: what a restored backup brings back can be found and erased again
        log.info(
                "{} a effacé de son registre la personne {}. / {} erased person {} from its register.",
                dossier.keeper(),
                dossier.producer(),
                dossier.keeper(),
                dossier.producer());
        return erased;
    }

    // ---- one row

    private Person person(Dossier dossier) {
        Optional<Listed> named = sql.sql(
                        "select producer, name, phone from person where organisation = ? and producer = ?")
                .params(key(dossier))
                .query((row, number) -> new Listed(dossier.producer(), row.getString("name"), row.getString("phone")))
                .optional();
        return new Person(
                dossier.producer(),
                named.map(Listed::name).orElse(null),
                named.map(Listed::phone).orElse(null),
                sql.sql("select image from photo where organisation = ? and producer = ?")
                        .params(key(dossier))
                        .query(byte[].class)
                        .optional()
                        .map(image -> URI.create(
                                "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(image)))
                        .orElse(null),
                sql.sql(
                                "select place, lat, lon from orchard_position where organisation = ? and producer = ? order by place")
                        .params(key(dossier))
                        .query((row, number) -> new OrchardPosition(
                                PlaceId.parse(row.getString("place")), degrees(row, "lat"), degrees(row, "lon")))
                        .list(),
                sql.sql("select " + SAID + " from consent where organisation = ? and producer = ? order by number")
                        .params(key(dossier))
                        .query((row, number) -> consent(row))
                        .list(),
                lines(dossier, Set.of(Line.Deed.ERASED)));
    }

    private static BigDecimal degrees(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getBigDecimal(column));
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                Purpose.parse(row.getString("purpose")),
                row.getBoolean("given"),
                row.getObject("said_on", LocalDate.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("operator"),
                row.getString("words"));
    }

    /** The last word, by the day it was said; of two of one day the one noted last. What was said before the day of an erasure ended with it. */
    private Optional<Consent> inForce(Dossier dossier, Purpose purpose) {
        return sql.sql("select " + SAID
                        + " from consent where organisation = ? and producer = ? and purpose = ? and said_on >= coalesce("
                        + "(select max(at at time zone 'UTC')::date from audit where organisation = ? and producer = ? and what = 'ERASED'), '-infinity')"
                        + " order by said_on desc, number desc limit 1")
                .params(key(dossier))
                .param(purpose.word())
                .params(key(dossier))
                .query((row, number) -> consent(row))
                .optional()
                .filter(Consent::given);
    }

    private void require(Dossier dossier, Purpose purpose) {
        if (inForce(dossier, purpose).isEmpty()) {
            throw Doorkeeper.noConsent(dossier.producer().text(), purpose.word());
        }
    }

    private void say(Dossier dossier, Consent said) {
        sql.sql("insert into consent (organisation, producer, " + SAID + ") values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(key(dossier))
                .params(said.purpose().word(), said.given(), said.on(), at(said.recordedAt()), said.operator())
                .param(said.words())
                .update();
    }

    private boolean delete(String table, Dossier dossier) {
        return sql.sql("delete from " + table + " where organisation = ? and producer = ?")
                        .params(key(dossier))
                        .update()
                > 0;
    }

    // the tables in which something of a person was kept since the last erasure: what was deleted since, with its
    // consent, may still be in their files
    private Set<String> keptSince(Dossier dossier) {
        return sql.sql(
                        "select case split_part(detail, ' ', 1) when 'photo' then 'photo' when 'position' then 'orchard_position'"
                                + " else 'person' end from audit where organisation = ? and producer = ? and what = 'KEPT' and number > coalesce("
                                + "(select max(number) from audit where organisation = ? and producer = ? and what = 'ERASED'), 0)")
                .params(key(dossier))
                .params(key(dossier))
                .query(String.class)
                .set();
    }

    /** The lots that carry this producer's number anywhere in the ledger: looked for in every entry, as nobody asks often. */
    private List<LotId> lots(ProducerId producer) {
        return sql.sql("select distinct lot #>> '{}' as lot from public.journal,"
                        + " jsonb_path_query(convert_from(entry, 'UTF8')::jsonb, '$.** ? (@.producer == $producer).lot',"
                        + " jsonb_build_object('producer', ?::text), true) as lot"
                        + " where position(convert_to(?, 'UTF8') in entry) > 0 order by lot")
                .params(producer.text(), "\"producer\":\"" + producer + "\"")
                .query((row, number) -> LotId.parse(row.getString("lot")))
                .list();
    }

    // ---- the audit

    private Line line(Line.Deed what, Actor by, Dossier dossier, @Nullable String detail) {
        Line line = new Line(now(), what, by.operator(), detail);
        sql.sql("insert into audit (at, what, organisation, operator, producer, detail) values (?, ?, ?, ?, ?, ?)")
                .params(at(line.at()), what.name(), by.organisation().text())
                .param(by.operator())
                .param(dossier.producer().text())
                .param(detail)
                .update();
        return line;
    }

    private List<Line> lines(Dossier dossier, Set<Line.Deed> deeds) {
        return sql
                .sql(
                        "select at, what, operator, detail from audit where organisation = ? and producer = ? order by number")
                .params(key(dossier))
                .query((row, number) -> new Line(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Line.Deed.valueOf(row.getString("what")),
                        row.getString("operator"),
                        row.getString("detail")))
                .list()
                .stream()
                .filter(line -> deeds.contains(line.what()))
                .toList();
    }

    // ---- around it

    // as the database keeps it
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T inside(Supplier<T> work) {
        return answered(() -> annex.together(() -> locked("pg_advisory_xact_lock_shared", work)));
    }

    /** With nobody else at this person's consents, on any node: what is asked of them still holds when it is acted upon. */
    private <T> T insideFor(Dossier dossier, Supplier<T> work) {
        return inside(() -> {
            sql.sql("select pg_advisory_xact_lock(hashtext(?), hashtext(?))")
                    .params(key(dossier))
                    .query((row, number) -> true)
                    .list();
            return work.get();
        });
    }

    /** With nobody else inside, on any node: the tables are exchanged. */
    private <T> T alone(Supplier<T> work) {
        return answered(() -> annex.together(PATIENCE, () -> locked("pg_advisory_xact_lock", work)));
    }

    private <T> T locked(String lock, Supplier<T> work) {
        sql.sql("select " + lock + "(" + INSIDE + ")")
                .query((row, number) -> true)
                .list();
        return work.get();
    }

    private static <T> T answered(Supplier<T> work) {
        try {
            return work.get();
        } catch (CannotCreateTransactionException
                | DataAccessResourceFailureException
                | PessimisticLockingFailureException
                | QueryTimeoutException away) {
            log.warn("the register of persons does not answer: {}", away.getMessage());
            throw Doorkeeper.unavailable();
        }
    }

    /** A consent is heard, and an erasure done, by somebody who can be asked later. */
    private static String named(Actor by) {
        String operator = by.operator();
        if (operator == null) {
            throw Doorkeeper.unnamed();
        }
        return operator;
    }

    private static List<String> key(Dossier dossier) {
        return List.of(dossier.keeper().text(), dossier.producer().text());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
