package org.jekasy.command.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The membership table: the only place that says for whom a subject acts, and as what. */
final class Members {
    static final String COLUMNS =
            "subject, kind, organisation, operator, device, roles, scopes, active, valid_until, ended_before";

    private static final long LATELY = Duration.ofSeconds(1).toNanos();
    private static final int MOST = 10_000;

    private final JdbcClient sql;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(Member member, long at) {}

    Members(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Member> find(String subject) {
        return sql.sql("select " + COLUMNS + " from member where subject = ?")
                .param(subject)
                .query((row, number) -> read(row))
                .optional();
    }

    /** As the table said within the last second. What is changed through here is seen at once, what another node changes after that second. */
    Optional<Member> lately(String subject) {
        Seen before = seen.get(subject);
        if (before != null && System.nanoTime() - before.at < LATELY) {
            return Optional.of(before.member);
        }
        long at = System.nanoTime();
        Optional<Member> found = find(subject);
        if (seen.size() >= MOST) {
            seen.clear();
        }
        found.ifPresentOrElse(member -> seen.put(subject, new Seen(member, at)), () -> seen.remove(subject));
        return found;
    }

    List<Member> of(PartyId organisation, Member.Kind kind) {
        return sql.sql("select " + COLUMNS
                        + " from member where organisation = ? and kind = ? order by added_at, subject")
                .params(organisation.text(), wire(kind))
                .query((row, number) -> read(row))
                .list();
    }

    /** Refuses ({@link NotTaken}) where the organisation has an administrator of its own, active or not. */
    void refuseWhereOneAdministers(PartyId organisation) {
        if (of(organisation, Member.Kind.PERSON).stream()
                .anyMatch(member -> member.roles().contains(Role.ADMINISTRATOR))) {
            throw new NotTaken(
                    "L’organisation " + organisation + " a déjà un administrateur, qui invite lui-même ses gens.",
                    "Organisation " + organisation + " already has an administrator, who invites its people.");
        }
    }

    boolean none() {
        return sql.sql("select not exists (select from member)")
                .query(Boolean.class)
                .single();
    }

    void add(Member member, Instant now) {
        sql.sql("insert into member (" + COLUMNS
                        + ", added_at) values (?, ?, ?, ?, ?, ?::text[], ?::text[], ?, ?, ?, ?)")
                .param(member.subject())
                .param(wire(member.kind()))
                .param(member.organisation().text())
                .param(member.operator())
                .param(member.device())
                .param(array(member.roles().stream().map(Role::word).sorted().toList()))
                .param(array(member.scopes()))
                .param(member.active())
                .param(ifAny(member.validUntil()))
                .param(ifAny(member.endedBefore()))
                .param(at(now))
                .update();
    }

    /** Ends every session and token there is. New ones can be had at once: the next second counts, since tokens know no finer time. */
    boolean endEverywhere(String subject, Instant now) {
        int ended = sql.sql("update member set ended_before = ? where subject = ?")
                .params(at(now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)), subject)
                .update();
        seen.remove(subject);
        return ended == 1;
    }

    /** False where it was so before, or there is no such member. Inside a transaction, to be {@link #forget forgotten} after it. */
    boolean activate(String subject, boolean active) {
        int changed = sql.sql("update member set active = ? where subject = ? and active <> ?")
                .params(active, subject, active)
                .update();
        forget(subject);
        return changed == 1;
    }

    /** Reads this one anew when it is asked for next. */
    void forget(String subject) {
        seen.remove(subject);
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime ifAny(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }

    static String array(Collection<String> words) {
        // words of our own: a role or a scope never holds a quote
        return words.stream().collect(Collectors.joining(",", "{", "}"));
    }

    /** The role of a word this service wrote itself. */
    static Role role(String word) {
        return Role.of(word).orElseThrow(() -> new IllegalStateException("no role: " + word));
    }

    private static String wire(Member.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static Member read(ResultSet row) throws SQLException {
        return new Member(
                row.getString("subject"),
                Member.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                PartyId.parse(row.getString("organisation")),
                row.getString("operator"),
                row.getString("device"),
                words(row.getArray("roles")).map(Members::role).collect(Collectors.toUnmodifiableSet()),
                words(row.getArray("scopes")).collect(Collectors.toUnmodifiableSet()),
                row.getBoolean("active"),
                instant(row, "valid_until"),
                instant(row, "ended_before"));
    }

    private static Stream<String> words(Array array) throws SQLException {
        return Set.of((String[]) array.getArray()).stream();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
