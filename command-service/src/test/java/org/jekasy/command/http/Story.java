package org.jekasy.command.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jekasy.language.wire.EventJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A small season told in requests, from the registers to a correction: every command at least once, each accepted after the ones before it. */
final class Story {
    /** One request, who makes it, and the door it goes to. */
    record Step(String by, Door door, ObjectNode body) {
        String path() {
            return door.path();
        }

        /** The status of the first answer: what changes the past waits for a second person. */
        int taken() {
            return waits() ? 202 : 201;
        }

        /** The status when it is sent again. */
        int again() {
            return waits() ? 202 : 200;
        }

        boolean waits() {
            return WAITING.contains(door);
        }
    }

    private static final Set<Door> WAITING = Set.of(Door.RELEASES, Door.CORRECTIONS, Door.VOIDS);

    private Story() {}

    static List<Step> told() {
        List<Step> steps = new ArrayList<>();
        try (InputStream file = Objects.requireNonNull(Story.class.getResourceAsStream("season.json"))) {
            for (JsonNode told : EventJson.mapper().readTree(file)) {
                ObjectNode body = (ObjectNode) told.deepCopy();
                String by = body.remove("by").stringValue();
                Door door = Door.of(body.remove("command").stringValue()).orElseThrow();
                steps.add(new Step(by, door, body));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return steps;
    }

    static ObjectNode example(Door door) {
        return told().stream()
                .filter(step -> step.door() == door)
                .findFirst()
                .orElseThrow()
                .body();
    }

    /** The first request of each command. */
    static Map<String, ObjectNode> examples() {
        Map<String, ObjectNode> examples = new LinkedHashMap<>();
        told().forEach(step -> examples.putIfAbsent(step.door().commandName(), step.body()));
        return examples;
    }
}
