package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A browser, or a machine, before the service: what it knows it was shown over HTTP. */
final class Visitor {
    static final String PASSWORD = "cheval pirogue lune";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("<code>([A-Z2-7]+)</code>");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI service;

    Visitor(URI service) {
        this.service = service;
    }

    record Reply(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }

        JsonNode json() {
            return EventJson.mapper().readTree(body);
        }

        Reply is(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        /** A problem like every other, in the language asked for. */
        Reply isProblem(int expected) {
            is(expected);
            assertThat(header("content-type")).isEqualTo("application/problem+json");
            assertThat(json().path("status").asInt()).isEqualTo(expected);
            assertThat(json().path("detail").asString("")).isNotBlank();
            return this;
        }
    }

    /** The secret of the authenticator this page shows. */
    static String secretOn(Reply page) {
        return found(SECRET, page.body());
    }

    /** What the authenticator shows {@code later} seconds from now. */
    static String code(String secret, long later) {
        return TimeCode.now(decode(secret), Instant.now().plusSeconds(later));
    }

    Reply get(String path) {
        return send(to(path).GET());
    }

    Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> headers = new LinkedHashMap<>();
            answer.headers()
                    .map()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(", ", values)));
            return new Reply(answer.statusCode(), headers, answer.body());
        } catch (IOException failure) {
            throw new AssertionError("no answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(service.resolve(path));
    }

    /** Fills in the form of a page and sends it, as a browser does. */
    Reply fill(String page, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", found(CSRF, get(page).is(200).body()));
        return form(page.replaceFirst("\\?.*", ""), all);
    }

    Reply form(String path, Map<String, String> fields) {
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(body(fields)));
    }

    Reply signIn(String name, String password, String code) {
        return fill("/sign-in", Map.of("name", name, "password", password, "code", code));
    }

    Reply json(String method, String path, @Nullable String token, String body) {
        HttpRequest.Builder request = to(path).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    /** The code flow of a web screen, for somebody who is signed in: the access token. */
    String token(String callback) {
        String verifier = Codes.secret();
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Codes.hash(verifier));
        Reply sentBack = get("/oauth2/authorize?"
                + query(Map.of(
                        "response_type", "code",
                        "client_id", "screens",
                        "scope", "openid",
                        "redirect_uri", callback,
                        "state", "s-1",
                        "code_challenge", challenge,
                        "code_challenge_method", "S256")));
        sentBack.is(302);
        assertThat(sentBack.header("location")).startsWith(callback);
        String code = found(Pattern.compile("[?&]code=([^&]+)"), sentBack.header("location"));
        return exchange(callback, code, verifier)
                .is(200)
                .json()
                .path("access_token")
                .asString();
    }

    Reply exchange(String callback, String code, String verifier) {
        return form(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "screens",
                        "redirect_uri",
                        callback,
                        "code",
                        java.net.URLDecoder.decode(code, StandardCharsets.UTF_8),
                        "code_verifier",
                        verifier));
    }

    Reply machineToken(String clientId, String secret, String scope) {
        String basic = Base64.getEncoder().encodeToString((clientId + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(to("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(body(Map.of("grant_type", "client_credentials", "scope", scope))));
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static HttpRequest.BodyPublisher body(Map<String, String> fields) {
        return HttpRequest.BodyPublishers.ofString(query(fields));
    }

    static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    private static byte[] decode(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        int held = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < base32.length(); i++) {
            bits = (bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            held += 5;
            if (held >= 8) {
                bytes[at++] = (byte) (bits >> (held - 8));
                held -= 8;
            }
        }
        return bytes;
    }
}
