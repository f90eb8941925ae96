package org.jekasy.label;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.lot.MachinePass;
import org.jekasy.label.paper.Imprint;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of label-printer: where the QR codes lead ({@code base-url}, public), where label data come from ({@code
 * lots-url}, query-service), and whether every label says « démonstration ». Where pages are shown to people and machines with a token only, {@code
 * tokens-url} (command-service), {@code machine} and {@code secret-file} say as which machine it signs in.
 */
@ConfigurationProperties("label")
record LabelProperties(
        URI baseUrl,
        URI lotsUrl,
        boolean demonstration,
        @Nullable URI tokensUrl,
        @Nullable String machine,
        @Nullable Path secretFile) {
    /** Tries the settings at once: a wrong one is one clear sentence at start. */
    LabelProperties {
        new Imprint(baseUrl, demonstration);
        new Lots(lotsUrl, pass(tokensUrl, machine, secretFile));
    }

    Imprint imprint() {
        return new Imprint(baseUrl, demonstration);
    }

    private static MachinePass pass(@Nullable URI tokensUrl, @Nullable String machine, @Nullable Path secretFile) {
        if (tokensUrl == null && machine == null && secretFile == null) {
            return MachinePass.NONE;
        }
        if (tokensUrl == null || machine == null || secretFile == null) {
            throw new IllegalArgumentException(
                    "label.tokens-url, label.machine, label.secret-file : les trois ou aucun" + " / all three or none");
        }
        return MachinePass.of(tokensUrl, machine, secretFile, Clock.systemUTC());
    }

    Lots lots() {
        return new Lots(lotsUrl, pass(tokensUrl, machine, secretFile));
    }
}
