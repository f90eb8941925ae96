package org.jekasy.command.identity;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what happened at the doors. A line is added, never changed; an address is kept without its last part. */
final class Audit {
    private final JdbcClient sql;
    private final Clock clock;

    Audit(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What is worth a line. */
    enum What {
        SETUP_TOKEN_MADE,
        FIRST_ADMINISTRATOR,
        INVITED,
        ACCOUNT_MADE,
        ACCOUNT_RESET,
        SIGNED_IN,
        SIGN_IN_REFUSED,
        SIGNED_OUT,
        PASSWORD_CHANGED,
        PASSWORD_REFUSED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        PASSKEY_REFUSED,
        ENDED_EVERYWHERE,
        MEMBER_BLOCKED,
        MEMBER_UNBLOCKED,
        MACHINE_MADE,
        SECRET_MADE,
        SECRET_REVOKED,
        TOKEN_REFUSED,
        NOT_ALLOWED,
        PHONE_INVITED,
        PHONE_ENROLLED,
        PHONE_REVOKED,
        PHONE_CLONED,
        PHONE_CLEARED,
        KEPT_ASIDE,
        ASIDE_ACCEPTED,
        ASIDE_REJECTED
    }

    void add(What what, @Nullable Member member, @Nullable String address, @Nullable String detail) {
        add(
                what,
                member == null ? null : member.subject(),
                member == null ? null : member.organisation().text(),
                address,
                detail);
    }

    void add(
            What what,
            @Nullable String subject,
            @Nullable String organisation,
            @Nullable String address,
            @Nullable String detail) {
        sql.sql("insert into audit (at, what, subject, organisation, address, detail) values (?, ?, ?, ?, ?, ?)")
                .param(Members.at(clock.instant()))
                .param(what.name())
                .param(subject)
                .param(organisation)
                .param(address == null ? null : shortened(address))
                .param(detail)
                .update();
    }

    static String shortened(String address) {
        int last = Math.max(address.lastIndexOf('.'), address.lastIndexOf(':'));
        return last < 0 ? "" : address.substring(0, last + 1) + "x";
    }
}
