package org.jekasy.command.identity;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is believed. {@code issuer} is the address that tokens are made under and has to be what people type; unset, it is the service's own address on
 * this machine. {@code origin} is the address that proofs of keys are made for; unset, that of {@code issuer} where the server is in this service, else the
 * service's own on this machine. {@code folder} keeps the key file and the setup token, readable by nobody else. {@code screens} are the addresses a web screen may be
 * sent back to after signing in. {@code callsAMinute}: so many of each who is signed in are taken. {@code acr}: what another provider has to say of how it asked
 * who signs in, one of these; none, and whatever it lets in counts. {@code passkeys}: for which host people's keys are made, if it is not that of {@code issuer}.
 */
@ConfigurationProperties("identity")
record IdentityProperties(
        @DefaultValue("loopback-header") Who who,
        @Nullable URI issuer,
        @Nullable URI origin,
        @DefaultValue("jekasy") String audience,
        @DefaultValue("identity") Path folder,
        @DefaultValue List<URI> screens,
        @DefaultValue("6000") long callsAMinute,
        @DefaultValue Set<String> acr,
        @DefaultValue Passkeys passkeys,
        @Nullable Administrator administrator) {
    IdentityProperties {
        if (callsAMinute < 1) {
            throw new IllegalArgumentException(
                    "identity.calls-a-minute=" + callsAMinute + " : au moins 1 / at least 1");
        }
    }

    /** What a person's token must say of how he was asked; our own server never asks for less than two factors. */
    Set<String> strongEnough() {
        return who == Who.ISSUER ? acr : Set.of();
    }

    /** With another provider: the subject of the first administrator there, and for whom it acts here. */
    record Administrator(String subject, String organisation, String operator) {}

    /** The host that passkeys are made for, and the addresses of the pages they are believed from; see {@link RelyingParty}. */
    record Passkeys(@Nullable String rpId, @DefaultValue List<URI> origins) {}

    /** The one switch. */
    enum Who {
        /** The header {@code Jekasy-Actor}, from this machine only. */
        LOOPBACK_HEADER,
        /** Tokens of the authorization server in this service. */
        EMBEDDED,
        /** Tokens of the authorization server in this service, and beside them the header: for the demonstration, on loopback only. */
        DEMO,
        /** Tokens of another OpenID provider; the embedded one is off. */
        ISSUER
    }
}
