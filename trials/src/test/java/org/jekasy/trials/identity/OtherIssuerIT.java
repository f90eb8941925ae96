package org.jekasy.trials.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jekasy.command.identity.OtherIssuer;
import org.jekasy.query.QueryService;
import org.jekasy.standalone.FreePorts;
import org.jekasy.trials.rig.Rig;
import org.jekasy.trials.rig.Served;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Both services with the tokens of an OpenID provider that is not ours: whom the table of command-service names reads the pages, and nobody else. */
class OtherIssuerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    @SuppressWarnings("try") // the services run while the block does
    void aTokenOfAnotherProviderOpensThePagesToWhomOurTableNames(@TempDir Path folder) throws Exception {
        try (OtherIssuer issuer = new OtherIssuer(folder, FreePorts.row(1));
                Rig rig = Rig.open();
                Served commands = rig.commands(
                                rig.ports().commands(),
                                Map.of(
                                        "identity.who", "issuer",
                                        "identity.issuer", issuer.address(),
                                        "identity.administrator.subject", "awa",
                                        "identity.administrator.organisation", "COOP-KAD-01",
                                        "identity.administrator.operator", "op-1"),
                                List.of(),
                                Map.of())
                        .awaitReady(PATIENCE);
                Served pages = rig.pages(
                                rig.ports().pages(),
                                QueryService.class,
                                Map.of(
                                        "identity.who", "issuer",
                                        "identity.issuer", issuer.address(),
                                        "identity.members", commands.address().toString()),
                                List.of())
                        .awaitReady(PATIENCE)) {
            String awa = issuer.token("awa", "jekasy");
            String moussa = issuer.token("moussa", "jekasy");
            assertThat(new String(Base64.getUrlDecoder().decode(moussa.split("\\.")[0]), StandardCharsets.UTF_8))
                    .contains("\"alg\":\"RS256\"");

            // signed by the right one, and a member of nobody's
            assertThat(get(pages, "/lots", moussa).statusCode()).isEqualTo(403);
            HttpResponse<String> added = send(post(
                    commands,
                    "/members",
                    awa,
                    "{\"subject\":\"moussa\",\"operator\":\"op-2\",\"roles\":[\"collector\"]}"));
            assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
            HttpResponse<String> lots = get(pages, "/lots", moussa);
            assertThat(lots.statusCode()).as(lots.body()).isEqualTo(200);
            assertThat(lots.body()).contains("\"lots\":[]");

            // made for somebody else, by somebody else, or by nobody
            assertThat(get(pages, "/lots", issuer.token("moussa", "another")).statusCode())
                    .isEqualTo(401);
            String[] parts = moussa.split("\\.");
            assertThat(get(pages, "/lots", parts[0] + "." + parts[1] + "." + awa.split("\\.")[2])
                            .statusCode())
                    .isEqualTo(401);
            assertThat(send(HttpRequest.newBuilder(pages.address().resolve("/lots")))
                            .statusCode())
                    .isEqualTo(401);

            // in the role our table gives, whatever the provider says of him
            assertThat(get(pages, "/lots", awa).statusCode()).isEqualTo(403);
            HttpResponse<String> written = send(post(commands, "/organisations", awa, """
                    {"eventId":"0198a000-0000-7000-8000-000000000001","organisation":"COOP-KAD-01","name":"Kadiolo","kind":"COOPERATIVE",
                     "source":"PAPER_BACKFILL","occurredAt":"2026-01-01T08:00:00Z"}"""));
            assertThat(written.statusCode()).as(written.body()).isEqualTo(201);
            long position = JsonMapper.shared()
                    .readTree(written.body())
                    .path("position")
                    .asLong();
            assertThat(get(pages, "/organisations/COOP-KAD-01?min-position=" + position, awa)
                            .body())
                    .contains("Kadiolo");
        }
    }

    private static HttpRequest.Builder post(Served service, String path, String token, String body) {
        return HttpRequest.newBuilder(service.address().resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> get(Served service, String path, String token) throws Exception {
        URI address = service.address().resolve(path);
        return send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
