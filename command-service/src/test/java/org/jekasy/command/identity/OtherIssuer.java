package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.jekasy.language.wire.EventJson;

/** An OpenID provider that is not ours (oidc-provider, under node): it makes tokens, signed with RS256, for awa, moussa and fanta. */
public final class OtherIssuer implements AutoCloseable {
    private static final Path MODULES = Path.of("target", "oidc-provider").toAbsolutePath();

    private final String address;
    private final Process provider;

    /** Starts it on this port. Where there is no node and npm, the test that asks for it is left out. */
    public OtherIssuer(Path folder, int port) {
        assumeTrue(has("node", "--version") && installed(), "node and npm with oidc-provider are needed for this test");
        this.address = "http://127.0.0.1:" + port;
        Path script = folder.resolve("issuer.mjs");
        // in a jar, where this is read out of one
        try (InputStream program = Objects.requireNonNull(OtherIssuer.class.getResourceAsStream("issuer.mjs"))) {
            Files.copy(program, script);
            provider = new ProcessBuilder("node", script.toString(), Integer.toString(port), MODULES.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("issuer.log").toFile())
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        try {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(token("awa", "jekasy")).isNotEmpty());
        } catch (ConditionTimeoutException silent) {
            close();
            throw silent;
        }
    }

    public String address() {
        return address;
    }

    /** An access token for this client and audience. */
    public String token(String client, String audience) {
        String basic =
                Base64.getEncoder().encodeToString((client + ":secret-of-" + client).getBytes(StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(address + "/token"))
                            .header("Authorization", "Basic " + basic)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "grant_type=client_credentials&audience=" + audience))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return EventJson.mapper()
                    .readTree(answer.body())
                    .path("access_token")
                    .asString("");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean installed() {
        return MODULES.resolve("node_modules/oidc-provider").toFile().isDirectory()
                || has(
                        "npm",
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--prefix",
                        MODULES.toString(),
                        "oidc-provider@9.13.3");
    }

    private static boolean has(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        provider.destroy();
        provider.onExit().join();
    }
}
