package org.jekasy.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jekasy.language.wire.EventJson;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/openapi/query-service.json} true: written anew by this test, reviewed in the difference. */
class OpenApiTest {
    private static final Path FILE = Path.of("../docs/openapi/query-service.json");

    @Test
    void theDescriptionOfThePagesIsTheOneCommitted() throws IOException {
        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";
        String described =
                EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(OpenApi.description()) + "\n";

        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, described);

        assertThat(committed)
                .as("%s was written anew: look at the difference and commit it", FILE)
                .isEqualTo(described);
    }
}
