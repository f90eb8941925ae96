package org.jekasy.season;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jekasy.language.wire.EventJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends a season from its folder to a running ledger: first the files, then the commands in their order, in batches of one actor. Sent again, all that
 * was recorded is answered as repeated.
 */
public final class Sender implements AutoCloseable {
    private static final int MOST_ENTRIES = 500;
    private static final int MOST_CHARACTERS = 700_000;
    private static final int SURPRISES_KEPT = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * What came of it: rows and commands sent, those that are in the ledger now (repeated ones counted once more), those refused, the highest position,
     * and the first answers that were not what the season expects, a line each.
     */
    public record Report(int sent, int recorded, int refused, long position, int unexpected, List<String> surprises) {
        public Report {
            surprises = List.copyOf(surprises);
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI ledger;
    private final List<String> surprises = new ArrayList<>();
    private int sent;
    private int recorded;
    private int refused;
    private int unexpected;
    private long position;

    private Sender(URI ledger) {
        this.ledger = ledger;
    }

    /**
     * Sends all of a folder written by {@link SeasonFiles}. {@code progress} hears after each batch how many of how many rows and commands are done.
     *
     * @throws IOException the folder can not be read, or the ledger does not answer as it should
     */
    public static Report send(Path folder, URI ledger, ObjIntConsumer<Integer> progress)
            throws IOException, InterruptedException {
        try (Sender sender = new Sender(ledger)) {
            return sender.all(folder, progress);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private Report all(Path folder, ObjIntConsumer<Integer> progress) throws IOException, InterruptedException {
        List<ObjectNode> imports = SeasonFiles.read(folder.resolve(SeasonFiles.IMPORTS));
        List<ObjectNode> commands = SeasonFiles.read(folder.resolve(SeasonFiles.COMMANDS));
        int all = commands.size();
        for (ObjectNode how : imports) {
            try (java.util.stream.Stream<String> rows = Files.lines(folder.resolve(text(how, "file")))) {
                all += (int) rows.count() - 1;
            }
        }
        for (ObjectNode how : imports) {
            take(how, Files.readAllBytes(folder.resolve(text(how, "file"))));
            progress.accept(sent, all);
        }
        for (int from = 0; from < commands.size(); ) {
            int to = endOfBatch(commands, from);
            take(commands.subList(from, to));
            progress.accept(sent, all);
            from = to;
        }
        return new Report(sent, recorded, refused, position, unexpected, surprises);
    }

    // entries of one actor that follow each other
    private static int endOfBatch(List<ObjectNode> commands, int from) {
        String actor = text(commands.get(from), "actor");
        int characters = 0;
        int to = from;
        while (to < commands.size()
                && to - from < MOST_ENTRIES
                && text(commands.get(to), "actor").equals(actor)) {
            characters += commands.get(to).toString().length();
            if (characters > MOST_CHARACTERS && to > from) {
                break;
            }
            to++;
        }
        return to;
    }

    private void take(ObjectNode how, byte[] file) throws IOException, InterruptedException {
        StringBuilder query = new StringBuilder("?organisation=").append(encoded(text(how, "organisation")));
        if (how.has("place")) {
            query.append("&place=").append(encoded(text(how, "place")));
        }
        JsonNode answer = post("/imports" + query, text(how, "organisation"), "application/octet-stream", file);
        sent += answer.path("rows").intValue();
        refused += answer.path("refused").intValue();
        recorded += answer.path("rows").intValue() - answer.path("refused").intValue();
        if (answer.path("refused").intValue() != how.path("refused").intValue()) {
            surprise(text(how, "file") + ": " + answer.path("refused") + " refused instead of " + how.path("refused"));
        }
    }

    private void take(List<ObjectNode> batch) throws IOException, InterruptedException {
        ObjectNode body = EventJson.mapper().createObjectNode();
        for (ObjectNode line : batch) {
            ObjectNode entry = line.deepCopy();
            entry.remove(List.of("actor", "expect"));
            body.withArray("entries").add(entry);
        }
        JsonNode answers = post(
                        "/entries",
                        text(batch.getFirst(), "actor"),
                        "application/json",
                        EventJson.mapper().writeValueAsBytes(body))
                .path("answers");
        for (int i = 0; i < batch.size(); i++) {
            compare(batch.get(i), answers.path(i));
        }
        sent += batch.size();
    }

    private void compare(ObjectNode line, JsonNode answer) {
        int status = answer.path("status").intValue();
        String code = answer.path("problem").path("code").stringValue("");
        boolean taken = status == 200 || status == 201 || status == 202;
        if (taken) {
            recorded++;
            position =
                    Math.max(position, answer.path("receipt").path("position").longValue(0));
        } else {
            refused++;
        }
        String expect = line.path("expect").stringValue("");
        boolean asExpected = switch (expect) {
            case "" -> status == 200 || status == 201;
            // sent again, it was agreed to long ago
            case Told.WAITING -> status == 202 || status == 200;
            case Told.REPEATED -> status == 200;
            default -> code.equals(expect);
        };
        if (!asExpected) {
            surprise("%s %s: %s, %d %s %s"
                    .formatted(
                            text(line, "command"),
                            text(line, "eventId"),
                            expect.isEmpty() ? "recorded" : expect,
                            status,
                            code,
                            answer.path("problem").path("detail").stringValue("")));
        }
    }

    private void surprise(String what) {
        unexpected++;
        if (surprises.size() < SURPRISES_KEPT) {
            surprises.add(what);
        }
    }

    private JsonNode post(String path, String actor, String type, byte[] body)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(URI.create(ledger + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", type)
                        .header("Accept", "application/json")
                        .header("Jekasy-Actor", actor)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("POST " + path + ": HTTP " + response.statusCode() + " "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return EventJson.mapper().readTree(response.body());
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).stringValue("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
