package org.jekasy.query.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jekasy.query.Running;
import org.jekasy.query.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages ask for a token, and command-service for whom it acts; what a label leads to stays open. */
class DoorsBehindTokensIT {
    // where readers ask, whatever stands before the service
    private static final String ORIGIN = "https://lots.example.ml";

    private static final AtomicInteger MEMBERSHIP = new AtomicInteger(200);
    private static final AtomicReference<String> KIND = new AtomicReference<>("person");
    private static final AtomicReference<String> SUBJECT = new AtomicReference<>("s");
    private static final int CALLS = 120;
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static HttpServer other;
    private static String issuer;
    private static ECKey key;
    private static Running service;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + other.getAddress().getPort();
        other.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        200,
                        "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer
                                + "/keys\",\"subject_types_supported\":[\"public\"],\"authorization_endpoint\":\""
                                + issuer
                                + "/a\",\"token_endpoint\":\"" + issuer
                                + "/t\",\"response_types_supported\":[\"code\"],\"id_token_signing_alg_values_supported\":[\"ES256\"]}"));
        other.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        other.createContext("/me", exchange -> {
            ASKED.incrementAndGet();
            answer(
                    exchange,
                    MEMBERSHIP.get(),
                    "{\"subject\":\"" + SUBJECT.get() + "\",\"kind\":\"" + KIND.get()
                            + "\",\"organisation\":\"COOP-KAD-01\",\"operator\":\"op-1\",\"device\":null,\"roles\":[\"reader\"],\"scopes\":[]}");
        });
        other.start();
        service = Running.on(
                Servers.database(),
                Servers.topic(),
                "--identity.who=embedded",
                "--identity.issuer=" + issuer,
                "--identity.members=" + issuer,
                "--identity.origin=" + ORIGIN,
                "--identity.calls-a-minute=" + CALLS);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.stop(0);
    }

    @Test
    void aMembersTokenOpensThePagesAndMembershipIsAskedOnce() throws JOSEException {
        String token = token(claims("awa").build());
        int before = ASKED.get();
        assertThat(read("/stock/COOP-KAD-01", token)).isIn(200, 404);
        assertThat(read("/lots", token)).isEqualTo(200);
        assertThat(ASKED.get()).isEqualTo(before + 1);
        // what it may read is no browser's to keep
        assertThat(service.get("/lots", "Authorization", "Bearer " + token)
                        .headers()
                        .allValues("cache-control"))
                .containsExactly("no-store");
    }

    @Test
    void healthAndFiguresAreToldWithoutATokenAtTheirOwnPort() {
        assertThat(service.health().status()).isIn(200, 503);
        assertThat(service.figures().text()).contains("jekasy_follower_position");
    }

    @Test
    void whoAsksWithoutEndIsToldToWaitAndNobodyElse() throws JOSEException {
        SUBJECT.set("restless");
        try {
            String[] tokens = {
                token(claims("restless").build()),
                token(claims("restless").jwtID("another").build())
            };
            int asked = 0;
            Running.Answer later;
            // his tokens in turns share one measure: with one of their own each, it would be twice as many
            do {
                assertThat(asked).isLessThan(2 * CALLS);
                later = service.get(
                        "/organisations", "Authorization", "Bearer " + tokens[asked++ % 2], "Accept-Language", "en");
            } while (later.status() != 429);
            assertThat(asked).isGreaterThan(CALLS);
            assertThat(later.string("/detail"))
                    .isEqualTo("Too many calls from you in one minute. Ask again in a minute.");
            assertThat(later.headers().firstValue("retry-after")).contains("60");
            SUBJECT.set("s");
            assertThat(read("/organisations", token(claims("patient").build()))).isEqualTo(200);
        } finally {
            SUBJECT.set("s");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lots",
                "/stock/COOP-KAD-01",
                "/organisations",
                "/recalls",
                "/producers",
                "/nowhere",
                "/actuator/health"
            })
    void withoutATokenNothingButTheOpenPagesIsThere(String path) {
        Running.Answer answer = service.get(path, "Accept-Language", "en");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.string("/detail")).startsWith("A valid access token is needed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/l/26131K7QF0042H", "/l/26131K7QF0042H/21/K7QF2M9X", "/page/page.css", "/scan?code=x"})
    void whatALabelLeadsToStaysOpen(String path) {
        assertThat(service.get(path).status()).isNotIn(401, 403);
    }

    @Test
    void aTokenHasToBeMadeByTheIssuerForUsAndOfNow() throws JOSEException {
        Instant now = Instant.now();
        assertThat(read(
                        "/lots",
                        token(claims("b1").issuer("https://evil.example").build())))
                .isEqualTo(401);
        assertThat(read("/lots", token(claims("b2").audience("another").build())))
                .isEqualTo(401);
        assertThat(read("/lots", token(claims("b3").expirationTime(null).build())))
                .isEqualTo(401);
        assertThat(read(
                        "/lots",
                        token(claims("b4")
                                .expirationTime(Date.from(now.minusSeconds(60)))
                                .build())))
                .isEqualTo(401);
        assertThat(read(
                        "/lots",
                        token(claims("b5")
                                .notBeforeTime(Date.from(now.plusSeconds(300)))
                                .build())))
                .isEqualTo(401);
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        assertThat(read("/lots", token(claims("b6").build(), stranger))).isEqualTo(401);
        // the public key, taken for a shared secret
        SignedJWT confused =
                new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims("b7").build());
        confused.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        assertThat(read("/lots", confused.serialize())).isEqualTo(401);
        assertThat(read("/lots", "nonsense")).isEqualTo(401);
    }

    @Test
    void whoIsNoMemberIsTurnedAwayAndWhenNobodyCanBeAskedNobodyReads() throws JOSEException {
        try {
            MEMBERSHIP.set(403);
            assertThat(read("/lots", token(claims("c1").build()))).isEqualTo(403);
            MEMBERSHIP.set(401);
            assertThat(read("/lots", token(claims("c2").build()))).isEqualTo(401);
            MEMBERSHIP.set(500);
            assertThat(read("/lots", token(claims("c3").build()))).isEqualTo(503);
            MEMBERSHIP.set(200);
            String token = token(claims("c4").build());
            assertThat(read("/lots", token)).isEqualTo(200);
            MEMBERSHIP.set(403);
            // remembered for ten seconds, no longer
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(read("/lots", token)).isEqualTo(403));
        } finally {
            MEMBERSHIP.set(200);
        }
    }

    @Test
    void whoReadsIsTheTokensOrganisationInItsRolesAndNobodyAHeaderNames() throws JOSEException {
        String token = "Bearer " + token(claims("e1").build());
        // the role is reader
        assertThat(service.get("/approvals", "Authorization", token).status()).isEqualTo(403);
        assertThat(service.get("/stock/COOP-KAD-02", "Authorization", token).status())
                .isEqualTo(404);
        assertThat(service.get("/lots", "Authorization", token, "Jekasy-Actor", "COOP-KAD-02;role=manager")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aMachineReadsWithTheScopeForItOnly() throws JOSEException {
        KIND.set("machine");
        try {
            assertThat(read("/lots", token(claims("d1").build()))).isEqualTo(403);
        } finally {
            KIND.set("person");
        }
    }

    @Test
    void aPhonesTokenReadsWithAFreshProofOfItsKeyOnly() throws JOSEException {
        ECKey phone = new ECKeyGenerator(Curve.P_256).generate();
        String token = token(claims("f1")
                .claim("cnf", Map.of("jkt", phone.computeThumbprint().toString()))
                .build());
        String proof = proof(phone, "/lots", token, Instant.now());

        assertThat(read("/lots", token)).isEqualTo(401);
        assertThat(prove(
                        "/lots",
                        token,
                        proof(new ECKeyGenerator(Curve.P_256).generate(), "/lots", token, Instant.now())))
                .isEqualTo(401);
        assertThat(prove("/lots", token, proof(phone, "/stock/COOP-KAD-01", token, Instant.now())))
                .isEqualTo(401);
        assertThat(prove("/lots", token, proof(phone, "/lots", token + "x", Instant.now())))
                .isEqualTo(401);
        assertThat(prove(
                        "/lots",
                        token,
                        proof(phone, "/lots", token, Instant.now().minusSeconds(120))))
                .isEqualTo(401);
        assertThat(prove("/lots", token(claims("f2").build()), proof)).isEqualTo(401);
        // the address that was typed is no word of ours
        Running.Answer elsewhere = service.get(
                "/lots",
                "Authorization",
                "DPoP " + token,
                "DPoP",
                proof(phone, service.address(""), "/lots", token, Instant.now()),
                "Accept-Language",
                "en");
        assertThat(elsewhere.status()).isEqualTo(401);
        assertThat(elsewhere.string("/detail"))
                .startsWith("The proof of the key (header DPoP)")
                .contains(ORIGIN + "/lots");
        assertThat(elsewhere.headers().firstValue("www-authenticate").orElse(""))
                .startsWith("DPoP error=\"invalid_dpop_proof\"");
        assertThat(prove("/lots", token, proof)).isEqualTo(200);
        assertThat(prove("/lots", token, proof)).isEqualTo(401);
    }

    private static int prove(String path, String token, String proof) {
        return service.get(path, "Authorization", "DPoP " + token, "DPoP", proof)
                .status();
    }

    private static String proof(ECKey phone, String path, String token, Instant at) throws JOSEException {
        return proof(phone, ORIGIN, path, token, at);
    }

    private static String proof(ECKey phone, String under, String path, String token, Instant at) throws JOSEException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            SignedJWT proof = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(new JOSEObjectType("dpop+jwt"))
                            .jwk(phone.toPublicJWK())
                            .build(),
                    new JWTClaimsSet.Builder()
                            .jwtID(UUID.randomUUID().toString())
                            .claim("htm", "GET")
                            .claim("htu", under + path)
                            .claim("ath", Base64URL.encode(hash).toString())
                            .issueTime(Date.from(at))
                            .build());
            proof.sign(new ECDSASigner(phone));
            return proof.serialize();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static int read(String path, String token) {
        return service.get(path, "Authorization", "Bearer " + token).status();
    }

    private static JWTClaimsSet.Builder claims(String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(subject)
                .audience("jekasy")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(900)));
    }

    private static String token(JWTClaimsSet claims) throws JOSEException {
        return token(claims, key);
    }

    private static String token(JWTClaimsSet claims, ECKey with) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID("k1")
                        .build(),
                claims);
        token.sign(new ECDSASigner(with));
        return token.serialize();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
