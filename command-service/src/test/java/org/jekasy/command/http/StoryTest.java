package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.Actor;
import org.jekasy.language.PartyId;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Every command through its door, as it should be and with every one of its fields spoilt in every way. */
@Doorstep
class StoryTest {
    /** What no field, or only some fields, can take. */
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "[null]",
            "[[]]",
            "{\"x\":1}",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"KEN\"",
            "\"" + "a".repeat(500) + "\"",
            "\"" + "a".repeat(501) + "\"",
            "\"{field} {read}\"",
            "\"<script>\"",
            "\"\\u0000\"",
            "0",
            "-1",
            "1",
            "1.5",
            "-0.000000001",
            "1e-10",
            "1e18",
            "2147483647",
            "2147483648",
            "-2147483648",
            "1000000000000",
            "1000000000001",
            "9223372036854775807",
            "-9223372036854775808",
            "\"1900-01-01\"",
            "\"2199-12-31\"",
            "\"1900-01-01T00:00:00Z\"",
            "\"2026-05-11T18:09:59Z\"",
            "\"2199-12-31T23:59:59Z\"",
            "\"01970000-0000-7000-8000-0000000000ff\"",
            "\"01970000-0000-7000-8000-000000000001\"",
            "\"26129K7QF00081\"",
            "\"R0000000000000\"",
            "\"000000000000000000\"",
            "\"00000000000000\"",
            "\"ZZZU0000000\"",
            "\"XXXXX\"",
            "\"ZZ\"",
            "\"NOBODY\"");

    private static final Pattern UNFILLED = Pattern.compile("\\{[a-zA-Z]+}|\\bnull\\b");

    @Autowired
    private Knock knock;

    @Autowired
    private LedgerInMemory ledger;

    @BeforeEach
    void anEmptyLedger() {
        ledger.forgetEverything();
    }

    private Knock.Reply post(Story.Step step, JsonNode body) {
        return knock.postAs(step.by(), step.path(), body.toString());
    }

    @Test
    void everyCommandOfASeasonIsRecordedThroughItsDoor() {
        for (Story.Step step : Story.told()) {
            Knock.Reply reply = post(step, step.body());

            assertThat(reply.status())
                    .as("%s: %s", step.body(), new String(reply.response().body(), StandardCharsets.UTF_8))
                    .isEqualTo(step.taken());
            assertThat(post(step, step.body()).status()).isEqualTo(step.again());
        }
        assertThat(Story.examples())
                .containsOnlyKeys(
                        Arrays.stream(Door.values()).map(Door::commandName).toArray(String[]::new));
    }

    @Test
    void theSeasonGoesInBatchesToo() {
        List<Story.Step> waiting = new ArrayList<>(Story.told());
        while (!waiting.isEmpty()) {
            String by = waiting.getFirst().by();
            List<String> entries = new ArrayList<>();
            Story.Step first = waiting.getFirst();
            // a batch does not correct what it records itself, and what waits would keep the others waiting
            while (!waiting.isEmpty()
                    && waiting.getFirst().by().equals(by)
                    && (entries.isEmpty()
                            || (!first.waits() && !waiting.getFirst().waits()))) {
                Story.Step step = waiting.removeFirst();
                entries.add(step.body()
                        .deepCopy()
                        .put("command", step.door().commandName())
                        .toString());
            }
            Knock.Reply reply = knock.postAs(by, "/entries", Sent.batch(true, entries.toArray(String[]::new)));

            assertThat(reply.json().path("answers"))
                    .hasSize(entries.size())
                    .allSatisfy(answer -> assertThat(answer.path("status").intValue())
                            .as("%s", answer)
                            .isEqualTo(first.taken()));
        }
    }

    /** Whatever stands in a field, the answer is a receipt or a problem that says what is wrong, in a whole sentence. */
    @Test
    void nothingInAnyFieldBreaksTheService() {
        List<String> wrong = new ArrayList<>();
        Map<Integer, Integer> counted = new TreeMap<>();
        for (Story.Step step : Story.told()) {
            for (JsonNode spoilt : spoilt(step.body())) {
                Answer answer = answer(step, spoilt, true);
                counted.merge(answer.status(), 1, Integer::sum);
                if (!isReceiptOrProblem(answer)) {
                    wrong.add(step.path() + " " + spoilt + " -> " + answer);
                }
            }
            assertThat(answer(step, step.body(), false).status()).isEqualTo(step.taken());
        }
        assertThat(wrong).isEmpty();
        // the trial itself was one: most was refused, by the door and by the rules, and some could be taken
        assertThat(counted).containsOnlyKeys(201, 202, 403, 409, 422);
        assertThat(counted.get(201)).isGreaterThan(1_000);
        assertThat(counted.get(409)).isGreaterThan(100);
        assertThat(counted.get(422)).isGreaterThan(10_000);
    }

    // the way of a request without the network, so that tens of thousands take seconds
    private Answer answer(Story.Step step, JsonNode body, boolean onlyTried) {
        String eventId = body.path("eventId").asString("none");
        Answer answer;
        try {
            Request request = Requests.read(
                            body.toString().getBytes(StandardCharsets.UTF_8), step.door(), actor(step.by()))
                    .request();
            Outcome outcome = onlyTried ? ledger.preview(List.of(request)).getFirst() : ledger.submit(request);
            answer = Answer.of(outcome, eventId, Locale.FRENCH, step.path());
        } catch (Rejection rejection) {
            answer = Answer.of(rejection, eventId, Locale.FRENCH, step.path());
        }
        assertThat(EventJson.mapper().writeValueAsBytes(answer)).isNotEmpty();
        return answer;
    }

    private static Actor actor(String header) {
        String[] parts = header.split("/", -1);
        return new Actor(
                PartyId.parse(parts[0]), parts.length > 1 ? parts[1] : null, parts.length > 2 ? parts[2] : null);
    }

    private static boolean isReceiptOrProblem(Answer answer) {
        Problem problem = answer.problem();
        if (problem == null) {
            return answer.receipt() != null;
        }
        // what the client sent may itself look like a word that was not filled in
        String detail = problem.detail().replace("{field} {read}", "");
        return problem.code() != null
                && !detail.isBlank()
                && !UNFILLED.matcher(detail).find();
    }

    /** The body with one field left out, doubled in number, or holding something odd; each field in turn, however deep. */
    private static List<JsonNode> spoilt(ObjectNode body) {
        List<JsonNode> all = new ArrayList<>();
        List<JsonNode> odd =
                ODD.stream().map(text -> EventJson.mapper().readTree(text)).toList();
        fields(body, "").forEach(pointer -> {
            all.add(with(body, pointer, null));
            odd.forEach(value -> all.add(with(body, pointer, value)));
            JsonNode value = body.at(pointer);
            if (value instanceof ArrayNode list) {
                ArrayNode twice = list.deepCopy();
                twice.addAll(list);
                all.add(with(body, pointer, twice));
                ArrayNode many = list.arrayNode();
                for (int i = 0; i < 400 && !list.isEmpty(); i++) {
                    many.add(list.get(0));
                }
                all.add(with(body, pointer, many));
            }
            if (value.isObject()) {
                all.add(with(body, pointer + "/unknown", JsonNodeFactory.instance.numberNode(1)));
            }
        });
        all.add(with(body, "/unknown", JsonNodeFactory.instance.numberNode(1)));
        for (String most : List.of("1000000000000", "2147483647", "1")) {
            all.add(allNumbers(body.deepCopy(), EventJson.mapper().readTree(most)));
        }
        return all;
    }

    private static Stream<String> fields(JsonNode node, String pointer) {
        Collection<Map.Entry<String, JsonNode>> inside = new ArrayList<>();
        if (node.isObject()) {
            inside.addAll(node.properties());
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                inside.add(Map.entry(Integer.toString(i), node.get(i)));
            }
        }
        return inside.stream().flatMap(field -> {
            String here = pointer + "/" + field.getKey();
            return Stream.concat(Stream.of(here), fields(field.getValue(), here));
        });
    }

    private static JsonNode with(ObjectNode body, String pointer, @Nullable JsonNode value) {
        ObjectNode spoilt = body.deepCopy();
        int cut = pointer.lastIndexOf('/');
        JsonNode parent = cut == 0 ? spoilt : spoilt.at(pointer.substring(0, cut));
        String name = pointer.substring(cut + 1);
        switch (parent) {
            case ObjectNode object when value == null -> object.remove(name);
            case ObjectNode object -> object.set(name, value);
            case ArrayNode list when value == null -> list.remove(Integer.parseInt(name));
            case ArrayNode list -> list.set(Integer.parseInt(name), value);
            default -> throw new IllegalStateException(pointer);
        }
        return spoilt;
    }

    private static JsonNode allNumbers(JsonNode node, JsonNode number) {
        for (String pointer : fields(node, "").toList()) {
            if (node.at(pointer).isNumber()) {
                int cut = pointer.lastIndexOf('/');
                JsonNode parent = cut == 0 ? node : node.at(pointer.substring(0, cut));
                String name = pointer.substring(cut + 1);
                if (parent instanceof ObjectNode object) {
                    object.set(name, number);
                }
            }
        }
        return node;
    }
}
