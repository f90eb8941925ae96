package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jekasy.language.wire.EventJson;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps {@code docs/openapi/command-service.json} true: written anew by this test, reviewed in the difference. */
@Doorstep
class OpenApiTest {
    private static final Path FILE = Path.of("../docs/openapi/command-service.json");

    @Autowired
    private Knock knock;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping addresses;

    @Test
    void theDescriptionOfTheDoorsIsTheOneCommitted() throws IOException {
        assertCommitted("command-service.json", OpenApi.description(Story.examples()));
    }

    private static void assertCommitted(String name, Map<String, Object> description) throws IOException {
        Path file = FILE.resolveSibling(name);
        String committed = Files.exists(file) ? Files.readString(file) : "";
        String described = EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(description) + "\n";

        Files.createDirectories(file.getParent());
        Files.writeString(file, described);

        assertThat(committed)
                .as("%s was written anew: look at the difference and commit it", file)
                .isEqualTo(described);
    }

    @Test
    void theDescriptionOfTheDoorsForPeopleAndMachinesIsTheOneCommitted() throws IOException {
        assertCommitted("identity.json", OpenApi.identity());
    }

    @Test
    void theDescriptionOfTheRegisterOfPersonsIsTheOneCommitted() throws IOException {
        assertCommitted("persons.json", OpenApi.persons());
    }

    @Test
    void theAddressesItNamesAreThoseThatAnswer() throws IOException {
        Set<String> served = addresses.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> !path.equals("/error"))
                .collect(Collectors.toSet());
        // the import has its own tests and its own part of the service
        served.add("/imports");

        assertThat(served)
                .containsExactlyInAnyOrderElementsOf(file().path("paths").propertyNames());
    }

    @Test
    void theFieldsItNamesAreThoseTheDoorsRead() throws IOException {
        JsonNode schemas = file().at("/components/schemas");
        for (Door door : Door.values()) {
            ObjectNode example = Story.example(door);
            Set<String> named = new TreeSet<>(schemas.at("/Common/properties").propertyNames());
            named.addAll(schemas.at("/" + door.commandName() + "/properties").propertyNames());
            named.remove("command");

            Knock.Reply unknown = knock.post(
                            door.path(), example.deepCopy().put("unknown", 1).toString())
                    .isProblem(422, "E-FORM-01");

            assertThat(unknown.json().at("/numbers/known").asString()).isEqualTo(String.join(", ", named));
        }
    }

    @Test
    void whatItSaysIsRequiredIsMissedWhenLeftOutAndNothingElse() throws IOException {
        JsonNode schemas = file().at("/components/schemas");
        for (Door door : Door.values()) {
            ObjectNode example = Story.example(door);
            Set<String> required = texts(schemas.at("/Common/required"));
            required.addAll(texts(schemas.at("/" + door.commandName() + "/required")));
            for (String field : example.propertyNames()) {
                ObjectNode without = example.deepCopy();
                without.remove(field);
                Knock.Reply reply = knock.post(door.path(), without.toString());

                assertThat(reply.text("detail").equals("Il manque le champ " + field + "."))
                        .as("%s without %s: %s", door, field, reply.json())
                        .isEqualTo(required.contains(field));
            }
        }
    }

    private static JsonNode file() throws IOException {
        return EventJson.mapper().readTree(Files.readAllBytes(FILE));
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::stringValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
