package org.jekasy.command.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Machines and their secrets of 256 bits: hashed, expiring, two live at once. */
final class Machines implements PasswordEncoder {
    /** What a machine can be allowed. */
    static final Set<String> SCOPES = Set.of("record", "read");

    private static final Duration LIFE = Duration.ofDays(365);
    private static final int LIVE_AT_ONCE = 2;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{2,39}");

    private final IdentityDatabase database;
    private final JdbcClient sql;
    private final Members members;
    private final Audit audit;
    private final Clock clock;

    Machines(IdentityDatabase database, Members members, Audit audit, Clock clock) {
        this.database = database;
        this.sql = database.sql();
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /** A secret as it is shown, without itself. */
    record Secret(
            long number,
            Instant madeAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** A secret that was just made: the only time it is seen. */
    record Fresh(String clientId, String clientSecret, Instant expiresAt) {}

    Fresh add(String name, PartyId organisation, Set<String> scopes, Member by, @Nullable String address) {
        if (!NAME.matcher(name).matches()) {
            throw new NotTaken(
                    "Le nom d’une machine a de 3 à 40 caractères : minuscules, chiffres, tirets.",
                    "The name of a machine has 3 to 40 characters: small letters, digits, dashes.");
        }
        if (scopes.isEmpty() || !SCOPES.containsAll(scopes)) {
            throw new NotTaken(
                    "Une machine peut enregistrer (record), lire (read), ou les deux.",
                    "A machine may record, read, or both (record, read).");
        }
        return database.together(() -> {
            Member machine =
                    new Member(name, Member.Kind.MACHINE, organisation, null, name, Set.of(), scopes, true, null, null);
            try {
                members.add(machine, clock.instant());
            } catch (DuplicateKeyException taken) {
                throw new NotTaken("Une machine porte déjà ce nom.", "A machine already has this name.");
            }
            audit.add(Audit.What.MACHINE_MADE, by, address, name);
            return secret(machine, by, address);
        });
    }

    /** One more secret. With two live ones the older has to be revoked first. */
    Fresh secret(Member machine, Member by, @Nullable String address) {
        return database.together(() -> {
            sql.sql("select from member where subject = ? for update")
                    .param(machine.subject())
                    .query((row, number) -> true)
                    .list();
            if (live(machine.subject()).size() >= LIVE_AT_ONCE) {
                throw new NotTaken(
                        "Cette machine a déjà deux secrets valables : révoquez d’abord l’ancien.",
                        "This machine already has two live secrets: revoke the old one first.");
            }
            String secret = Codes.secret();
            Instant now = clock.instant();
            Instant end = now.plus(LIFE);
            sql.sql("insert into machine_secret (subject, secret_hash, made_at, expires_at) values (?, ?, ?, ?)")
                    .params(machine.subject(), Codes.hash(secret), Members.at(now), Members.at(end))
                    .update();
            audit.add(Audit.What.SECRET_MADE, by, address, machine.subject());
            return new Fresh(machine.subject(), secret, end);
        });
    }

    boolean revoke(Member machine, long number, Member by, @Nullable String address) {
        boolean revoked = sql.sql("delete from machine_secret where subject = ? and number = ?")
                        .params(machine.subject(), number)
                        .update()
                == 1;
        if (revoked) {
            audit.add(Audit.What.SECRET_REVOKED, by, address, machine.subject() + " " + number);
        }
        return revoked;
    }

    List<Secret> live(String subject) {
        return sql.sql(
                        "select number, made_at, expires_at, last_used_at from machine_secret where subject = ? and expires_at > ? order by number")
                .params(subject, Members.at(clock.instant()))
                .query((row, line) -> new Secret(
                        row.getLong("number"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        Members.instant(row, "last_used_at")))
                .list();
    }

    Optional<Member> find(String name) {
        return members.find(name).filter(member -> member.kind() == Member.Kind.MACHINE);
    }

    // -- how the token endpoint compares: the "encoded password" of a machine is its name

    /** Whether this is one of the live secrets of the machine; if so it was used now. */
    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String machine) {
        return secret != null
                && machine != null
                && sql.sql(
                                        "update machine_secret set last_used_at = ? where subject = ? and secret_hash = ? and expires_at > ?")
                                .params(
                                        Members.at(clock.instant()),
                                        machine,
                                        Codes.hash(secret.toString()),
                                        Members.at(clock.instant()))
                                .update()
                        == 1;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : Base64.getEncoder().encodeToString(Codes.hash(secret.toString()));
    }
}
