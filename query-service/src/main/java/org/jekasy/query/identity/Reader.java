package org.jekasy.query.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jekasy.language.PartyId;
import org.jspecify.annotations.Nullable;

/** Who reads, as the membership table has it: the organisation and the roles are never what a token claims. */
public record Reader(
        String subject,
        String kind,
        PartyId organisation,
        @Nullable String operator,
        @Nullable String device,
        Set<String> roles,
        Set<String> scopes) {
    /** Who reads in this request; empty on the open pages, and where no token is asked for. */
    public static Optional<Reader> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof ReaderToken token ? Optional.of(token.reader()) : Optional.empty();
    }
}
