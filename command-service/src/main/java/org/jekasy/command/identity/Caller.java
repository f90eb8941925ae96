package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jekasy.command.http.Doorkeeper;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/** Who called, proven by a token and looked up in the membership table. */
public final class Caller extends AbstractOAuth2TokenAuthenticationToken<Jwt> {
    private static final long serialVersionUID = 1L;

    private final transient Member member;

    Caller(Member member, Jwt token) {
        super(token, member, token, authorities(member, token));
        this.member = member;
        setAuthenticated(true);
    }

    /** Who called in this request; without a token it is turned away. */
    public static Member of(HttpServletRequest request) {
        if (request.getUserPrincipal() instanceof Caller caller) {
            return caller.member();
        }
        throw Doorkeeper.notSignedIn();
    }

    /** Who it is by our own table. */
    public Member member() {
        return member;
    }

    @Override
    public Map<String, Object> getTokenAttributes() {
        return getToken().getClaims();
    }

    @Override
    public String getName() {
        return member.subject();
    }

    // a machine may do what its token was asked for and its row still allows
    private static List<GrantedAuthority> authorities(Member member, Jwt token) {
        List<String> asked = token.getClaims().get("scope") instanceof List<?> scopes
                ? scopes.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(token.getClaims().getOrDefault("scope", ""))
                        .split(" "));
        Set<String> allowed = member.scopes();
        return Stream.concat(
                        member.roles().stream().map(role -> "ROLE_" + role.name()),
                        asked.stream().filter(allowed::contains).map(scope -> "SCOPE_" + scope))
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller caller && caller.getToken().equals(getToken());
    }

    @Override
    public int hashCode() {
        return getToken().hashCode();
    }
}
