package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.transaction.TransactionException;

/** Signing in with name, password and the code of the authenticator, all at once: which of them was wrong is never told. */
final class PersonSignIn implements AuthenticationProvider {
    private final Accounts accounts;
    private final Throttle throttle;
    private final Audit audit;

    PersonSignIn(Accounts accounts, Throttle throttle, Audit audit) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.audit = audit;
    }

    /** What comes with name and password. */
    record With(String code, String address) {
        static With of(HttpServletRequest request) {
            return new With(Objects.requireNonNullElse(request.getParameter("code"), ""), request.getRemoteAddr());
        }
    }

    /** It can not be looked at now; nothing was wrong. */
    static final class Later extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        Later(Throwable cause) {
            super("later", cause);
        }
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String name = attempt.getName();
        String password = String.valueOf(attempt.getCredentials());
        With with = (With) Objects.requireNonNull(attempt.getDetails());
        if (!throttle.admits(name, with.address())) {
            throw new LockedException("too many tries");
        }
        try {
            Member member = accounts.signIn(name, password, with.code()).orElse(null);
            if (member == null) {
                audit.add(Audit.What.SIGN_IN_REFUSED, null, with.address(), null);
                throw new BadCredentialsException("wrong");
            }
            throttle.welcome(name, with.address());
            audit.add(Audit.What.SIGNED_IN, member, with.address(), null);
            // the subject alone: what the member may do is looked up each time it matters
            return UsernamePasswordAuthenticationToken.authenticated(
                    member.subject(),
                    null,
                    List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)));
        } catch (Passwords.Busy | DataAccessException | TransactionException away) {
            throw new Later(away);
        }
    }

    @Override
    public boolean supports(Class<?> attempt) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(attempt);
    }
}
