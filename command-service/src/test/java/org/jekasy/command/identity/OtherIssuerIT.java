package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of an OpenID provider that is not ours (oidc-provider, under node): the embedded one is off, whole. */
class OtherIssuerIT {
    @Test
    void aTokenOfAnotherProviderStandsForWhomOurTableSays(@TempDir Path folder) {
        try (OtherIssuer issuer = new OtherIssuer(folder, SignInHouse.freePort());
                SignInHouse house = new SignInHouse(
                        folder.resolve("identity"),
                        "--identity.who=issuer",
                        "--identity.issuer=" + issuer.address(),
                        "--identity.administrator.subject=awa",
                        "--identity.administrator.organisation=COOP-KAD-01",
                        "--identity.administrator.operator=op-1",
                        "--identity.calls-a-minute=40",
                        "--identity.acr=urn:two,urn:three")) {
            Visitor visitor = house.visitor();
            String awa = issuer.token("awa", "jekasy");
            assertThat(visitor.json("GET", "/me", awa, "").is(200).body())
                    .contains("COOP-KAD-01")
                    .contains("op-1");
            String moussa = issuer.token("moussa", "jekasy");
            visitor.json("GET", "/me", moussa, "").isProblem(403);
            visitor.json("POST", "/members", moussa, "{}").isProblem(403);
            visitor.json(
                            "POST",
                            "/members",
                            awa,
                            "{\"subject\":\"moussa\",\"operator\":\"op-2\",\"roles\":[\"collector\"]}")
                    .is(201);
            visitor.json(
                            "POST",
                            "/members",
                            awa,
                            "{\"subject\":\"moussa\",\"operator\":\"op-3\",\"roles\":[\"collector\"]}")
                    .isProblem(422);
            visitor.json(
                            "POST",
                            "/members",
                            awa,
                            "{\"subject\":\"x\",\"operator\":\"Awa Traoré\",\"roles\":[\"collector\"]}")
                    .isProblem(422);
            assertThat(visitor.json("GET", "/me", moussa, "").is(200).body()).contains("op-2");
            visitor.json("GET", "/me", issuer.token("awa", "another"), "").isProblem(401);
            // who was asked for a password alone is no member here
            visitor.json(
                            "POST",
                            "/members",
                            awa,
                            "{\"subject\":\"fanta\",\"operator\":\"op-4\",\"roles\":[\"manager\"]}")
                    .is(201);
            String fanta = issuer.token("fanta", "jekasy");
            for (String door : new String[] {"/me", "/members"}) {
                Visitor.Reply asked = visitor.json("GET", door, fanta, "").isProblem(401);
                assertThat(asked.json().path("detail").asString()).contains("deux facteurs");
                assertThat(asked.header("www-authenticate"))
                        .isEqualTo("Bearer error=\"insufficient_user_authentication\"");
            }
            // who asks without end is told to wait, with any of his tokens, and nobody else is
            int asked = 0;
            String[] tokens = {moussa, issuer.token("moussa", "jekasy")};
            visitor.json("GET", "/members", moussa, "").isProblem(403);
            Visitor.Reply later;
            do {
                assertThat(asked).isLessThan(75);
                later = visitor.json("GET", "/members", tokens[asked++ % 2], "");
            } while (later.status() != 429);
            assertThat(asked).isGreaterThan(35);
            assertThat(later.isProblem(429).header("retry-after")).isEqualTo("60");
            visitor.json("POST", "/members/moussa/block", awa, "").is(204);
            visitor.json("GET", "/me", moussa, "").isProblem(403);

            // of the embedded one nothing is there
            for (String path : new String[] {
                "/sign-in", "/setup", "/oauth2/jwks", "/.well-known/openid-configuration", "/oauth2/authorize"
            }) {
                visitor.get(path).isProblem(401);
                visitor.json("GET", path, awa, "").isProblem(404);
            }
            visitor.form("/oauth2/token", java.util.Map.of("grant_type", "client_credentials"))
                    .isProblem(401);
            assertThat(folder.resolve("identity")).doesNotExist();
        }
    }

    @Test
    void aProviderThatIsAwayLetsNobodyInAndDoesNotKeepUsFromStarting(@TempDir Path folder) {
        try (SignInHouse house = new SignInHouse(
                folder, "--identity.who=issuer", "--identity.issuer=http://127.0.0.1:" + SignInHouse.freePort())) {
            house.visitor()
                    .json("GET", "/me", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "")
                    .isProblem(503);
            house.visitor().get("/me").isProblem(401);
        }
    }
}
