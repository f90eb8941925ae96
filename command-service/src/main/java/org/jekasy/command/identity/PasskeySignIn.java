package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.transaction.TransactionException;

/** Signing in with a passkey in place of password and code: the sign-in page sends what the device answered as the field {@code credential} of a form. */
final class PasskeySignIn extends AbstractAuthenticationProcessingFilter {
    private final Passkeys passkeys;
    private final Members members;
    private final Throttle throttle;
    private final Audit audit;
    private final Clock clock;

    PasskeySignIn(Passkeys passkeys, Members members, Throttle throttle, Audit audit, Clock clock) {
        super(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/sign-in/passkey"));
        this.passkeys = passkeys;
        this.members = members;
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
        setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        // what was known of the session before signing in is worth nothing after it
        setSessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(List.of(
                new ChangeSessionIdAuthenticationStrategy(),
                new CsrfAuthenticationStrategy(new HttpSessionCsrfTokenRepository()))));
    }

    /** What this session is asked to prove. */
    static PublicKeyCredentialRequestOptions asked(HttpServletRequest request, Passkeys passkeys) {
        return Challenges.asked(request, PublicKeyCredentialRequestOptions.class, passkeys::toProve);
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        String address = request.getRemoteAddr();
        PublicKeyCredentialRequestOptions asked = Challenges.taken(request, PublicKeyCredentialRequestOptions.class);
        String answer = Objects.requireNonNullElse(request.getParameter("credential"), "");
        try {
            return signIn(asked, answer, address);
        } catch (DataAccessException | TransactionException away) {
            throw new PersonSignIn.Later(away);
        }
    }

    private Authentication signIn(@Nullable PublicKeyCredentialRequestOptions asked, String answer, String address) {
        Optional<PublicKeyCredential<AuthenticatorAssertionResponse>> answered = Passkeys.proof(answer);
        String key = "passkey "
                + answered.map(read -> HexFormat.of()
                                .formatHex(Codes.hash(read.getRawId().toBase64UrlString())))
                        .orElse("of " + address);
        if (!throttle.admits(key, address)) {
            throw new LockedException("too many tries");
        }
        try {
            Passkeys.Proven proven = passkeys.prove(
                    asked, answered.orElseThrow(() -> new PasskeyRefused(PasskeyRefused.Why.NOT_PROVEN, null)));
            Instant now = clock.instant();
            Member member = members.find(proven.subject())
                    .filter(found -> found.admits(now, now))
                    .orElseThrow(() -> new PasskeyRefused(PasskeyRefused.Why.BLOCKED, proven.subject()));
            throttle.welcome(key, address);
            audit.add(Audit.What.SIGNED_IN, member, address, proven.detail());
            // the subject alone: what the member may do is looked up each time it matters
            return UsernamePasswordAuthenticationToken.authenticated(
                    member.subject(),
                    null,
                    List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.WEBAUTHN_AUTHORITY)));
        } catch (PasskeyRefused refused) {
            String subject = refused.subject();
            audit.add(
                    Audit.What.PASSKEY_REFUSED,
                    subject,
                    subject == null
                            ? null
                            : members.find(subject)
                                    .map(member -> member.organisation().text())
                                    .orElse(null),
                    address,
                    refused.why().word());
            throw refused;
        }
    }
}
