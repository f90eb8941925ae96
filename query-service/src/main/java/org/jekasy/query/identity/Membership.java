package org.jekasy.query.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jekasy.language.PartyId;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks command-service for whom a token acts, and remembers the answer ten seconds: that is how long somebody who was blocked may still read. When it
 * can not be asked, nobody reads.
 */
final class Membership implements Converter<Jwt, AbstractAuthenticationToken> {
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST = 10_000;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI me;
    private final Map<String, Answer> remembered = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MOST;
        }
    });

    Membership(URI members) {
        this.me = members.resolve("/me");
    }

    private record Answer(Reader reader, long until) {}

    /** Turned away with this status. */
    static final class Away extends AuthenticationException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Away(int status, @Nullable Throwable cause) {
            super("turned away: " + status);
            if (cause != null) {
                initCause(cause);
            }
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        String value = token.getTokenValue();
        Answer known = remembered.get(value);
        if (known == null || System.nanoTime() - known.until() > 0) {
            known = new Answer(ask(value), System.nanoTime() + REMEMBERED_NANOS);
            remembered.put(value, known);
        }
        return new ReaderToken(known.reader(), token);
    }

    private Reader ask(String token) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(me)
                            .timeout(Duration.ofSeconds(5))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> read(EventJson.mapper().readTree(answer.body()));
                case 401, 403 -> throw new Away(answer.statusCode(), null);
                default -> throw new Away(503, null);
            };
        } catch (IOException | JacksonException failure) {
            throw new Away(503, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Away(503, interrupted);
        }
    }

    private static Reader read(JsonNode member) {
        return new Reader(
                member.path("subject").asString(),
                member.path("kind").asString(),
                PartyId.parse(member.path("organisation").asString()),
                text(member.path("operator")),
                text(member.path("device")),
                words(member.path("roles")),
                words(member.path("scopes")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static Set<String> words(JsonNode array) {
        Set<String> words = new TreeSet<>();
        array.forEach(word -> words.add(word.asString()));
        return Collections.unmodifiableSet(words);
    }
}
