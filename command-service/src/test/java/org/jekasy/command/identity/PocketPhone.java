package org.jekasy.command.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

/** A phone before the service: all it has is its key and what it was told. */
final class PocketPhone {
    final URI service;
    final Visitor visitor;
    final ECKey key;
    String device = "";

    PocketPhone(URI service) {
        this(service, Curve.P_256);
    }

    PocketPhone(URI service, Curve curve) {
        this(service, key(curve));
    }

    private PocketPhone(URI service, ECKey key) {
        this.service = service;
        this.visitor = new Visitor(service);
        this.key = key;
    }

    /** The same phone, that knows the service by another address. */
    PocketPhone calling(URI other) {
        PocketPhone same = new PocketPhone(other, key);
        same.device = device;
        return same;
    }

    static ECKey key(Curve curve) {
        try {
            return new ECKeyGenerator(curve).generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A proof for this method and path, of now, without a token. */
    JWTClaimsSet.Builder proof(String method, String path) {
        return new JWTClaimsSet.Builder()
                .jwtID(Codes.code())
                .claim("htm", method)
                .claim("htu", service.resolve(path).toString())
                .issueTime(Date.from(Instant.now()));
    }

    /** A proof for this method and path with this token. */
    JWTClaimsSet.Builder proof(String method, String path, String token) {
        return proof(method, path)
                .claim("ath", Base64.getUrlEncoder().withoutPadding().encodeToString(Codes.hash(token)));
    }

    String sign(JWTClaimsSet.Builder claims) {
        return sign(claims, key.toPublicJWK());
    }

    /** Signed with its own key, whatever key it shows. */
    String sign(JWTClaimsSet.Builder claims, ECKey shown) {
        return signed("\"typ\":\"dpop+jwt\",\"jwk\":" + shown.toJSONString(), claims);
    }

    // by hand: the library refuses to write what the service has to refuse to read
    private String signed(String header, JWTClaimsSet.Builder claims) {
        JWSAlgorithm algorithm = key.getCurve().equals(Curve.P_256) ? JWSAlgorithm.ES256 : JWSAlgorithm.ES384;
        String signed = Base64URL.encode("{\"alg\":\"" + algorithm + "\"," + header + "}") + "."
                + Base64URL.encode(claims.build().toString());
        try {
            return signed + "."
                    + new ECDSASigner(key).sign(new JWSHeader(algorithm), signed.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    Visitor.Reply comesWith(String invitation) {
        return comesWith(invitation, sign(proof("POST", "/phones")));
    }

    Visitor.Reply comesWith(String invitation, String proof) {
        Visitor.Reply reply = visitor.send(visitor.to("/phones")
                .header("DPoP", proof)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"invitation\":\"" + invitation + "\"}")));
        if (reply.status() == 201) {
            device = reply.json().path("device").asString();
        }
        return reply;
    }

    /** What it signs in with (RFC 7523): good for a minute, at the token endpoint. */
    String assertion() {
        return assertion(60);
    }

    String assertion(int seconds) {
        Instant now = Instant.now();
        return signed(
                "\"typ\":\"JWT\"",
                new JWTClaimsSet.Builder()
                        .issuer(device)
                        .subject(device)
                        .audience(service.resolve("/oauth2/token").toString())
                        .jwtID(Codes.code())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(seconds))));
    }

    Visitor.Reply asksForAToken(String assertion, String proof) {
        HttpRequest.Builder request = visitor.to("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Visitor.query(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        device,
                        "client_assertion_type",
                        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion",
                        assertion))));
        if (!proof.isEmpty()) {
            request.header("DPoP", proof);
        }
        return visitor.send(request);
    }

    String token() {
        return asksForAToken(assertion(), sign(proof("POST", "/oauth2/token")))
                .is(200)
                .json()
                .path("access_token")
                .asString();
    }

    Visitor.Reply send(String method, String path, String token, String body) {
        return send(method, path, token, sign(proof(method, path, token)), body);
    }

    Visitor.Reply send(String method, String path, String token, String proof, String body) {
        HttpRequest.Builder request = visitor.to(path)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return visitor.send(request);
    }
}
