package org.jekasy.command.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Codes to come in by, each once and for a short time. The table knows their hashes only. */
final class Invitations {
    private final JdbcClient sql;

    Invitations(JdbcClient sql) {
        this.sql = sql;
    }

    /** Whom a code lets in, and how long. */
    enum Kind {
        SETUP(Duration.ofMinutes(60)),
        PERSON(Duration.ofHours(24)),
        PHONE(Duration.ofMinutes(10));

        final Duration life;

        Kind(Duration life) {
            this.life = life;
        }

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A new code; whoever sends it gets {@code detail} back, once. */
    String make(Kind kind, String detail, Instant now) {
        sql.sql("delete from invitation where expires_at < ?")
                .param(Members.at(now))
                .update();
        String code = Codes.code();
        sql.sql("insert into invitation (code_hash, kind, detail, expires_at) values (?, ?, ?, ?)")
                .params(Codes.hash(code), kind.wire(), detail, Members.at(now.plus(kind.life)))
                .update();
        return code;
    }

    /** Takes the code away and says what it was for. In a transaction that fails it stays good. */
    Optional<String> take(Kind kind, String code, Instant now) {
        return sql.sql("delete from invitation where code_hash = ? and kind = ? and expires_at > ? returning detail")
                .params(Codes.hash(code), kind.wire(), Members.at(now))
                .query(String.class)
                .optional();
    }

    /** Whether this code would be taken now. */
    boolean isGood(Kind kind, String code, Instant now) {
        return sql.sql("select exists (select from invitation where code_hash = ? and kind = ? and expires_at > ?)")
                .params(Codes.hash(code), kind.wire(), Members.at(now))
                .query(Boolean.class)
                .single();
    }

    /** Forgets what lets phones of this operator in. */
    void forgetPhones(String organisation, String operator) {
        sql.sql("delete from invitation where kind = 'phone' and starts_with(detail, ?)")
                .param(organisation + " " + operator + " ")
                .update();
    }

    /** Forgets what lets people of this organisation in. */
    void forgetAllOf(String organisation) {
        // of two who invite at the same time the second forgets what the first made
        sql.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("invite " + organisation)
                .query(rows -> {});
        sql.sql("delete from invitation where kind = 'person' and starts_with(detail, ?)")
                .param(organisation + " ")
                .update();
    }

    /** Forgets the codes that were made for just this. */
    void forget(Kind kind, String detail) {
        sql.sql("delete from invitation where kind = ? and detail = ?")
                .params(kind.wire(), detail)
                .update();
    }

    /** Forgets every code of this kind. */
    void forget(Kind kind) {
        sql.sql("delete from invitation where kind = ?").param(kind.wire()).update();
    }
}
