package org.jekasy.query.identity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/** A token that was looked at, with whom it stands for. */
final class ReaderToken extends AbstractOAuth2TokenAuthenticationToken<Jwt> {
    private static final long serialVersionUID = 1L;

    private final transient Reader reader;

    ReaderToken(Reader reader, Jwt token) {
        super(token, reader, token, List.of());
        this.reader = reader;
        setAuthenticated(true);
    }

    Reader reader() {
        return reader;
    }

    @Override
    public Map<String, Object> getTokenAttributes() {
        return getToken().getClaims();
    }

    @Override
    public String getName() {
        return reader.subject();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReaderToken same && same.getToken().equals(getToken());
    }

    @Override
    public int hashCode() {
        return getToken().hashCode();
    }
}
