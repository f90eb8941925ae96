package org.jekasy.command.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * The codes between signing in and fetching the token, one minute each: they live in memory, and no token is ever stored. Whoever is between the two
 * when the service restarts signs in again. A used code is remembered, so that its second use is noticed.
 */
final class Grants implements OAuth2AuthorizationService {
    private static final int REMEMBERED = 10_000;

    private final Map<String, OAuth2Authorization> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OAuth2Authorization> eldest) {
            if (size() > REMEMBERED) {
                byCode.values().remove(eldest.getKey());
                return true;
            }
            return false;
        }
    };
    private final Map<String, String> byCode = new LinkedHashMap<>();

    @Override
    public synchronized void save(OAuth2Authorization grant) {
        OAuth2Authorization.Token<OAuth2AuthorizationCode> code = grant.getToken(OAuth2AuthorizationCode.class);
        // what a machine was given needs no memory: its token says everything
        if (code != null) {
            byCode.put(code.getToken().getTokenValue(), grant.getId());
            byId.put(grant.getId(), grant);
        }
    }

    @Override
    public synchronized void remove(OAuth2Authorization grant) {
        byId.remove(grant.getId());
        byCode.values().remove(grant.getId());
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findById(String id) {
        return byId.get(id);
    }

    @Override
    public synchronized @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        boolean isCode = type == null || type.getValue().equals("code");
        String id = isCode ? byCode.get(token) : null;
        if (id != null) {
            return byId.get(id);
        }
        if (type == null || isCode) {
            return null;
        }
        // asked for when a session ends or shows who it is
        return byId.values().stream()
                .filter(grant -> type.getValue().equals(OidcParameterNames.ID_TOKEN)
                        || type.equals(OAuth2TokenType.ACCESS_TOKEN))
                .filter(grant -> grant.getToken(token) != null)
                .findFirst()
                .orElse(null);
    }
}
