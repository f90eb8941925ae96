package org.jekasy.query.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/** A token that was looked at, with whom it stands for. */
final class ReaderToken extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Reader reader;
    private final transient Jwt token;

    ReaderToken(Reader reader, Jwt token) {
        super(List.of());
        this.reader = reader;
        this.token = token;
        setAuthenticated(true);
    }

    Reader reader() {
        return reader;
    }

    @Override
    public Object getPrincipal() {
        return reader;
    }

    @Override
    public Jwt getCredentials() {
        return token;
    }

    @Override
    public String getName() {
        return reader.subject();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReaderToken same && same.token.equals(token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }
}
