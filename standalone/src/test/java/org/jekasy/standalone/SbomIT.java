package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each service says what it is made of (CycloneDX), in its jar: every part with its version and its licence. */
class SbomIT {
    private static final Map<String, String> A_PART_OF_EACH =
            Map.of("command-service", "postgresql", "query-service", "kafka-clients", "label-printer", "pdfbox");

    @Test
    void everyPartHasItsVersionAndItsLicence() throws IOException {
        for (Map.Entry<String, String> service : A_PART_OF_EACH.entrySet()) {
            JsonNode bill = Visitor.json(Files.readAllBytes(
                    Path.of("..", service.getKey(), "target/classes/META-INF/sbom/application.cdx.json")));
            assertThat(bill.path("bomFormat").stringValue()).isEqualTo("CycloneDX");
            List<String> names = new ArrayList<>();
            for (JsonNode part : bill.path("components")) {
                String name = part.path("name").stringValue();
                names.add(name);
                assertThat(part.path("version").stringValue("")).as(name).isNotEmpty();
                if (!part.path("group").stringValue("").equals("org.jekasy")) {
                    assertThat(part.path("licenses").size())
                            .as("licence of %s", name)
                            .isPositive();
                }
            }
            assertThat(names)
                    .contains(service.getValue())
                    .doesNotContain("junit-jupiter", "axon-update", "xstream", "log4j-core");
        }
    }
}
