package org.jekasy.command.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** Who may ask for tokens: the web screens of this ledger (with PKCE, no secret), every machine in the membership table, and every phone by its key. */
final class Clients implements RegisteredClientRepository {
    static final String SCREENS = "screens";

    private static final Duration TOKEN = Duration.ofMinutes(15);
    private static final Duration CODE = Duration.ofMinutes(1);

    private final Machines machines;
    private final Phones phones;
    private final @Nullable RegisteredClient screens;

    Clients(Machines machines, Phones phones, List<URI> screens) {
        this.machines = machines;
        this.phones = phones;
        this.screens = screens.isEmpty()
                ? null
                : RegisteredClient.withId(SCREENS)
                        .clientId(SCREENS)
                        .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUris(uris -> screens.forEach(uri -> uris.add(uri.toString())))
                        .scope(OidcScopes.OPENID)
                        .clientSettings(ClientSettings.builder()
                                .requireProofKey(true)
                                .requireAuthorizationConsent(false)
                                .build())
                        .tokenSettings(tokens())
                        .build();
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("machines are made by an administrator");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        if (clientId.equals(SCREENS)) {
            return screens;
        }
        return machines.find(clientId)
                .filter(Member::active)
                .map(machine -> RegisteredClient.withId(machine.subject())
                        .clientId(machine.subject())
                        // compared by Machines, which knows the machine by its name
                        .clientSecret(machine.subject())
                        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .scopes(scopes -> scopes.addAll(machine.scopes()))
                        .tokenSettings(tokens())
                        .build())
                // a revoked one too: what it still has to send is kept aside, under its own key
                .or(() -> phones.find(clientId)
                        .map(phone -> RegisteredClient.withId(clientId)
                                .clientId(clientId)
                                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                                .clientSettings(ClientSettings.builder()
                                        .tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES256)
                                        .build())
                                .tokenSettings(tokens())
                                .build()))
                .orElse(null);
    }

    private static TokenSettings tokens() {
        return TokenSettings.builder()
                .accessTokenTimeToLive(TOKEN)
                .authorizationCodeTimeToLive(CODE)
                .idTokenSignatureAlgorithm(SignatureAlgorithm.ES256)
                .build();
    }
}
