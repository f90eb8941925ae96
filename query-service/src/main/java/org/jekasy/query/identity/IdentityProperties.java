package org.jekasy.query.identity;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is believed: {@code loopback-header} asks nobody anything, which is for this machine alone; {@code embedded} and {@code issuer} ask for a token
 * of {@code issuer}; {@code demo} reads one where it is sent. {@code members} is the address of command-service, which knows for whom a subject acts.
 * {@code callsAMinute}: so many of each who is signed in are answered. {@code origin} is the address under which readers ask for these pages, and that proofs of keys are made for; unset, this machine and the service's port.
 */
@ConfigurationProperties("identity")
record IdentityProperties(
        @DefaultValue("loopback-header") String who,
        @Nullable URI issuer,
        @Nullable URI origin,
        @DefaultValue("jekasy") String audience,
        @Nullable URI members,
        @DefaultValue("6000") long callsAMinute) {
    IdentityProperties {
        if (callsAMinute < 1) {
            throw new IllegalArgumentException(
                    "identity.calls-a-minute=" + callsAMinute + " : au moins 1 / at least 1");
        }
    }
}
