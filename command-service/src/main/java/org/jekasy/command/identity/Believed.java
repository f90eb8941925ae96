package org.jekasy.command.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.convert.converter.Converter;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.TransactionException;

/**
 * From a token whose signature, issuer, audience and time are good to the member it stands for. Of what else a token claims only {@code acr} is looked at: how the
 * provider made sure of a person, where that is asked for.
 */
final class Believed implements Converter<Jwt, AbstractAuthenticationToken> {
    private final Members members;
    private final Set<String> strongEnough;
    private final Clock clock;

    /** {@code strongEnough}: the values of {@code acr} of which a person's token must have one; empty asks for none. */
    Believed(Members members, Set<String> strongEnough, Clock clock) {
        this.members = members;
        this.strongEnough = Set.copyOf(strongEnough);
        this.clock = clock;
    }

    /** A good token, but nobody of ours. */
    static final class NotAMember extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        NotAMember() {
            super("not a member");
        }
    }

    /** A good token that was ended before its time. */
    static final class Ended extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        Ended() {
            super("ended");
        }
    }

    /** A good token of a person whom the provider did not ask for enough. */
    static final class TooWeak extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        TooWeak() {
            super("signed in too weakly");
        }
    }

    /** Nobody can be looked up: nobody is let in. */
    static final class Unavailable extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        Unavailable(Throwable cause) {
            super("the membership table does not answer", cause);
        }
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        try {
            Member member = members.lately(String.valueOf(token.getSubject())).orElseThrow(NotAMember::new);
            Instant since = Objects.requireNonNullElse(token.getIssuedAt(), Instant.EPOCH);
            // what a revoked or expired phone still has to send is kept aside: it comes as far as that, and no further
            boolean phone = member.kind() == Member.Kind.PHONE;
            if (!member.active() && !phone) {
                throw new NotAMember();
            }
            if (!(phone ? member.isOfNow(since) : member.admits(since, clock.instant()))) {
                throw new Ended();
            }
            if (member.kind() == Member.Kind.PERSON
                    && !strongEnough.isEmpty()
                    && !strongEnough.contains(String.valueOf(token.getClaims().get("acr")))) {
                throw new TooWeak();
            }
            return new Caller(member, token);
        } catch (DataAccessException | TransactionException away) {
            throw new Unavailable(away);
        }
    }
}
