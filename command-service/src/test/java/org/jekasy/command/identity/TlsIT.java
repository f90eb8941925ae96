package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service speaks TLS by settings alone, and then its cookie belongs to this host for ever. */
class TlsIT {
    private static final String PASSWORD = "of-the-test";

    @TempDir
    private static Path folder;

    private static KeyStore keys;

    /** How the key and its certificate are kept. */
    enum Kept {
        PKCS12,
        PEM;

        List<String> settings() {
            return switch (this) {
                case PKCS12 ->
                    List.of(
                            "--spring.ssl.bundle.jks.web.keystore.location=file:" + folder.resolve("keys.p12"),
                            "--spring.ssl.bundle.jks.web.keystore.password=" + PASSWORD);
                case PEM ->
                    List.of(
                            "--spring.ssl.bundle.pem.web.keystore.certificate=file:" + folder.resolve("web.crt"),
                            "--spring.ssl.bundle.pem.web.keystore.private-key=file:" + folder.resolve("web.key"));
            };
        }
    }

    @BeforeAll
    static void oneKeyInBothForms() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "web",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Key key = keys.getKey("web", PASSWORD.toCharArray());
        Files.writeString(folder.resolve("web.key"), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(
                folder.resolve("web.crt"),
                pem("CERTIFICATE", keys.getCertificate("web").getEncoded()));
    }

    private static String pem(String what, byte[] encoded) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void aKeyInEitherFormIsAllItTakes(Kept kept) throws Exception {
        List<String> settings = new ArrayList<>(kept.settings());
        settings.addAll(List.of("--server.ssl.bundle=web", "--server.address=0.0.0.0"));
        try (SignInHouse house = new SignInHouse(folder.resolve(kept.name()), settings.toArray(String[]::new));
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting()).build()) {
            URI page = URI.create(house.address.toString().replace("http:", "https:") + "/sign-in");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession()).isPresent();
            assertThat(answer.headers().firstValue("set-cookie").orElse(""))
                    .startsWith("__Host-sid=")
                    .contains("Secure", "HttpOnly");
            assertThat(answer.headers().allValues("strict-transport-security")).hasSize(1);
            HttpResponse<String> door = client.send(
                    HttpRequest.newBuilder(page.resolve("/lots")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(door.headers().allValues("strict-transport-security"))
                    .singleElement()
                    .asString()
                    .contains("max-age=31536000", "includeSubDomains");

            String mark = Visitor.found(Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\""), answer.body());
            HttpResponse<String> out = client.send(
                    HttpRequest.newBuilder(page.resolve("/sign-out"))
                            .header(
                                    "Cookie",
                                    answer.headers()
                                            .firstValue("set-cookie")
                                            .orElse("")
                                            .replaceFirst(";.*", ""))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(Visitor.query(Map.of("_csrf", mark))))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(out.statusCode()).isEqualTo(302);
            assertThat(out.headers().firstValue("clear-site-data").orElse("")).contains("cache", "storage");
        }
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
