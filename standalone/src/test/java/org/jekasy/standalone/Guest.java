package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A person with a browser and an authenticator, or a machine with its secret. */
final class Guest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7]+)</code>");

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String commands;

    Guest(String commands) {
        this.commands = commands;
    }

    static HttpResponse<String> get(String address, String token) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    static HttpResponse<String> post(String address, String token, String body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** As the curl line of the demonstration asks. */
    static String token(String commands, String machine, String secret, String scope)
            throws IOException, InterruptedException {
        String proof =
                Base64.getEncoder().encodeToString((machine + ":" + secret.strip()).getBytes(StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(commands + "/oauth2/token"))
                            .header("Authorization", "Basic " + proof)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=" + scope))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return org.jekasy.standalone.Visitor.json(answer.body().getBytes(StandardCharsets.UTF_8))
                    .path("access_token")
                    .stringValue();
        }
    }

    /** Where the page sends on to. */
    String signIn(String name, String password, String digits) throws IOException, InterruptedException {
        return fill("/sign-in", Map.of("name", name, "password", password, "code", digits))
                .headers()
                .firstValue("location")
                .orElse("");
    }

    /** The first account: the status of the answer. */
    int setUp(String token) throws Exception {
        String secret = found(SECRET, page("/setup"));
        return fill(
                        "/setup",
                        Map.of(
                                "token", token,
                                "organisation", "COOP-KAD-01",
                                "operator", "op-1",
                                "name", "Awa",
                                "signIn", "awa",
                                "password", "cheval pirogue lune",
                                "code", digits(secret)))
                .statusCode();
    }

    private String page(String path) throws IOException, InterruptedException {
        return browser.send(
                        HttpRequest.newBuilder(URI.create(commands + path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> fill(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", found(CSRF, page(path)));
        String form = all.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(URI.create(commands + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    // an authenticator that is not ours: RFC 6238 over RFC 4648
    private static String digits(String base32) throws Exception {
        ByteBuffer secret = ByteBuffer.allocate(base32.length() * 5 / 8);
        long held = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                secret.put((byte) (held >> (bits - 8)));
                bits -= 8;
            }
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret.array(), "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8)
                .putLong(Instant.now().getEpochSecond() / 30)
                .array());
        int at = hash[hash.length - 1] & 15;
        return "%06d".formatted((ByteBuffer.wrap(hash).getInt(at) & Integer.MAX_VALUE) % 1_000_000);
    }
}
