package org.jekasy.command.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jekasy.command.http.Doorkeeper;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who called, proven by a token and looked up in the membership table. */
public final class Caller extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Member member;
    private final transient Jwt token;

    Caller(Member member, Jwt token) {
        super(authorities(member, token));
        this.member = member;
        this.token = token;
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
    public Object getPrincipal() {
        return member;
    }

    @Override
    public Jwt getCredentials() {
        return token;
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
        return other instanceof Caller caller && caller.token.equals(token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }
}
