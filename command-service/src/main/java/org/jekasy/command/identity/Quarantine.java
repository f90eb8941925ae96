package org.jekasy.command.identity;

import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.command.http.PhoneGate;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What phones send and may not record, byte for byte until somebody decides and then its SHA-256 alone; and the numbers of all they send, by which a copied phone is noticed. */
final class Quarantine {
    private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

    // a season of a collection point is some hundred kilobytes; small ones count too, so that there are not endlessly
    // many
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final long EACH_BYTES = 1024;
    private static final long SENDINGS_A_MINUTE = 60;
    private static final long RECORDS_A_MINUTE = 2_000;

    private final IdentityDatabase database;
    private final JdbcClient sql;
    private final Audit audit;
    private final Clock clock;
    private final Map<String, Bucket> sendings = Throttle.remembered();
    private final Map<String, Bucket> numbers = Throttle.remembered();
    private final Map<PhoneGate.Why, Counter> counters = new EnumMap<>(PhoneGate.Why.class);

    Quarantine(IdentityDatabase database, Audit audit, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.sql = database.sql();
        this.audit = audit;
        this.clock = clock;
        for (PhoneGate.Why why : PhoneGate.Why.values()) {
            counters.put(
                    why,
                    Counter.builder("jekasy.phone.aside")
                            .description(
                                    "sendings of phones kept aside, by reason; cloned: one counter with two contents")
                            .tag("why", wire(why))
                            .register(meters));
        }
    }

    /** Something that waits for a decision: {@code entries} are those of a batch, from 0, none for all. */
    record Waiting(
            long number,
            String device,
            String operator,
            PhoneGate.Why why,
            Instant receivedAt,
            String path,
            Set<Integer> entries,
            int bytes) {}

    /** What stands between this phone and the ledger. */
    PhoneGate gate(Member phone) {
        return new Gate(phone, true);
    }

    /** The same for what waits. Of what is kept because of its numbers they are known already. */
    PhoneGate gate(Member phone, Waiting waiting) {
        return new Gate(phone, waiting.why() != PhoneGate.Why.CLONED);
    }

    private final class Gate implements PhoneGate {
        private final Member phone;
        private final boolean counts;

        Gate(Member phone, boolean counts) {
            this.phone = phone;
            this.counts = counts;
        }

        @Override
        public boolean admits() {
            return Throttle.of(sendings, phone.subject(), SENDINGS_A_MINUTE).tryConsume(1);
        }

        @Override
        public @Nullable Aside keep(String path, byte[] body) {
            if (phone.isLive(clock.instant())) {
                return null;
            }
            return aside(phone.active() ? Why.EXPIRED : Why.REVOKED, path, body, null);
        }

        @Override
        public Set<Integer> count(List<Numbered> records) {
            if (!counts || records.isEmpty()) {
                return Set.of();
            }
            // a number is kept for ever, whatever becomes of its record
            if (!Throttle.of(numbers, phone.subject(), RECORDS_A_MINUTE).tryConsume(records.size())) {
                throw Doorkeeper.tooOften();
            }
            Set<Integer> cloned = database.together(() -> numbers(phone, records));
            if (!cloned.isEmpty()) {
                // by itself: the alarm stands also where there is no room to keep what raised it
                alarm(phone);
            }
            return cloned;
        }

        @Override
        public Aside keep(String path, byte[] body, Set<Integer> cloned) {
            return aside(Why.CLONED, path, body, cloned);
        }

        @Override
        public IssuerCode issuer() {
            return IssuerCode.parse(sql.sql("select issuer from phone where subject = ?")
                    .param(phone.subject())
                    .query(String.class)
                    .single());
        }

        private Aside aside(Why why, String path, byte[] body, @Nullable Set<Integer> entries) {
            return new Aside(put(phone, why, path, body, entries), why);
        }
    }

    // the unique key decides between two that come at once; in their order, so that no two batches wait for each other
    private Set<Integer> numbers(Member phone, List<PhoneGate.Numbered> records) {
        String indexes = array(records, PhoneGate.Numbered::index);
        String counters = array(records, PhoneGate.Numbered::counter);
        String prints = array(records, PhoneGate.Numbered::print);
        sql.sql(
                        "insert into phone_counter (subject, counter, print) select ?, counter, print from unnest(?::bigint[], ?::text[]) as sent (counter, print) order by counter on conflict do nothing")
                .params(phone.subject(), counters, prints)
                .update();
        return new TreeSet<>(sql.sql(
                        "select sent.place from unnest(?::integer[], ?::bigint[], ?::text[]) as sent (place, counter, print) join phone_counter kept on kept.subject = ? and kept.counter = sent.counter where kept.print <> sent.print")
                .params(indexes, counters, prints, phone.subject())
                .query(Integer.class)
                .list());
    }

    // numbers and hexadecimal digits: nothing that would have to be quoted
    private static String array(List<PhoneGate.Numbered> records, Function<PhoneGate.Numbered, Object> column) {
        return records.stream().map(column).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private void alarm(Member phone) {
        log.warn(
                "Le téléphone {} de {} a donné un même compteur à deux contenus : une copie de lui circule peut-être."
                        + " / Phone {} of {} gave one counter to two contents: a copy of it may be about.",
                phone.subject(),
                phone.organisation(),
                phone.subject(),
                phone.organisation());
        database.together(() -> {
            int fresh = sql.sql("update phone set suspect_since = ? where subject = ? and suspect_since is null")
                    .params(Members.at(clock.instant()), phone.subject())
                    .update();
            if (fresh == 1) {
                audit.add(Audit.What.PHONE_CLONED, phone, null, null);
            }
            return fresh;
        });
    }

    private long put(Member phone, PhoneGate.Why why, String path, byte[] body, @Nullable Set<Integer> entries) {
        String print = HexFormat.of().formatHex(Codes.hash(body));
        return database.together(() -> {
            // one after the other for a phone: the same twice is kept once, and its room is counted right
            sql.sql("select from phone where subject = ? for update")
                    .param(phone.subject())
                    .query((row, line) -> true)
                    .list();
            Optional<Long> before = sql.sql(
                            "select number from quarantine where subject = ? and why = ? and path = ? and print = ?")
                    .params(phone.subject(), wire(why), path, print)
                    .query(Long.class)
                    .optional();
            if (before.isPresent()) {
                return before.get();
            }
            long held = sql.sql(
                            "select coalesce(sum(octet_length(body) + ?), 0) from quarantine where subject = ? and decided is null")
                    .params(EACH_BYTES, phone.subject())
                    .query(Long.class)
                    .single();
            if (held + body.length + EACH_BYTES > MOST_BYTES) {
                throw Doorkeeper.asideIsFull(held);
            }
            long number = sql.sql(
                            "insert into quarantine (subject, why, path, body, print, entries, received_at) values (?, ?, ?, ?, ?, ?::integer[], ?) returning number")
                    .params(Arrays.asList(
                            phone.subject(),
                            wire(why),
                            path,
                            body,
                            print,
                            entries == null
                                    ? null
                                    : entries.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")),
                            Members.at(clock.instant())))
                    .query(Long.class)
                    .single();
            audit.add(Audit.What.KEPT_ASIDE, phone, null, number + " " + wire(why));
            Objects.requireNonNull(counters.get(why)).increment();
            return number;
        });
    }

    private static final String SELECT =
            "select number, quarantine.subject, operator, why, received_at, path, entries, octet_length(body) as bytes from quarantine join member using (subject) where decided is null and organisation = ?";

    List<Waiting> waiting(PartyId organisation) {
        return sql.sql(SELECT + " order by number")
                .param(organisation.text())
                .query((row, line) -> read(row))
                .list();
    }

    Optional<Waiting> waiting(PartyId organisation, long number) {
        return sql.sql(SELECT + " and number = ?")
                .params(organisation.text(), number)
                .query((row, line) -> read(row))
                .optional();
    }

    byte[] body(long number) {
        return sql.sql("select body from quarantine where number = ?")
                .param(number)
                .query(byte[].class)
                .single();
    }

    /**
     * Decides on it if {@code done} does its part, which may take its time and may be done twice: two may be at it at once. False where it waits no longer, or
     * still. What is in the ledger is accepted, even if somebody rejected it meanwhile.
     */
    boolean decide(
            Waiting waiting,
            Audit.What decision,
            Member by,
            @Nullable String address,
            @Nullable String reason,
            Predicate<byte[]> done) {
        Optional<byte[]> body = sql.sql("select body from quarantine where number = ? and decided is null")
                .param(waiting.number())
                .query(byte[].class)
                .optional();
        // outside any transaction: the ledger may take its time, and the connections here are few
        if (body.isEmpty() || !done.test(body.get())) {
            return false;
        }
        boolean accepted = decision == Audit.What.ASIDE_ACCEPTED;
        return database.together(() -> {
            int decided = sql.sql(
                            "update quarantine set body = '', decided = ?, decided_at = ?, decided_by = ?, reason = coalesce(?, reason) where number = ? and (decided is null or (decided = 'rejected' and ?))")
                    .params(Arrays.asList(
                            accepted ? "accepted" : "rejected",
                            Members.at(clock.instant()),
                            by.subject(),
                            reason,
                            waiting.number(),
                            accepted))
                    .update();
            if (decided == 1) {
                audit.add(decision, by, address, waiting.number() + " " + waiting.device());
            }
            return decided == 1;
        });
    }

    private static Waiting read(ResultSet row) throws SQLException {
        Array entries = row.getArray("entries");
        return new Waiting(
                row.getLong("number"),
                row.getString("subject"),
                row.getString("operator"),
                PhoneGate.Why.valueOf(row.getString("why").toUpperCase(Locale.ROOT)),
                Objects.requireNonNull(Members.instant(row, "received_at")),
                row.getString("path"),
                entries == null ? Set.of() : new TreeSet<>(List.of((Integer[]) entries.getArray())),
                row.getInt("bytes"));
    }

    private static String wire(PhoneGate.Why why) {
        return why.name().toLowerCase(Locale.ROOT);
    }
}
