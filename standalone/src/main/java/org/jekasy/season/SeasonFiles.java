package org.jekasy.season;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.PlaceId;
import org.jekasy.language.wire.EventJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.node.ObjectNode;

/**
 * A season as files: registers and books as CSV with what their special rows must get ({@code *.expected.csv}), {@code imports.ndjson} with how to
 * import each, and {@code commands.ndjson} with the commands that follow, one a line, in order: the body a door takes, and beside it {@code actor} and,
 * where it is not simply recorded, {@code expect}.
 */
public final class SeasonFiles {
    static final String IMPORTS = "imports.ndjson";
    static final String COMMANDS = "commands.ndjson";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final JsonMapper MAPPER = mapper();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.PROPERTY, property = "command")
    private interface NamedByCommand {}

    private SeasonFiles() {}

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = EventJson.mapper().rebuild().addMixIn(LedgerCommand.class, NamedByCommand.class);
        for (Class<?> command : LedgerCommand.class.getPermittedSubclasses()) {
            builder.registerSubtypes(new NamedType(command, command.getSimpleName()));
        }
        return builder.build();
    }

    /** Makes a season up and writes it: the same size, seed and year give the same bytes. Answers how many commands there are. */
    public static int write(Size size, long seed, int year, Path folder) throws IOException {
        return write(Season.of(size, seed, year), folder);
    }

    static int write(Season season, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (BufferedWriter imports = Files.newBufferedWriter(folder.resolve(IMPORTS))) {
            for (Books.File file : season.files()) {
                Files.write(folder.resolve(file.name()), content(file));
                if (!file.expected().isEmpty()) {
                    Files.writeString(
                            folder.resolve(file.name().replace(".csv", ".expected.csv")),
                            "line,ticket,outcome,why\r\n" + String.join("\r\n", file.expected()) + "\r\n");
                }
                imports.write(MAPPER.writeValueAsString(howToImport(file)));
                imports.write('\n');
            }
        }
        try (BufferedWriter commands = Files.newBufferedWriter(folder.resolve(COMMANDS))) {
            for (Told told : season.told()) {
                commands.write(line(told));
                commands.write('\n');
            }
        }
        return season.told().size();
    }

    static byte[] content(Books.File file) {
        return (BYTE_ORDER_MARK + String.join("\r\n", file.rows()) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode howToImport(Books.File file) {
        ObjectNode how = MAPPER.createObjectNode();
        how.put("file", file.name());
        how.put("organisation", file.organisation().text());
        PlaceId place = file.place();
        if (place != null) {
            how.put("place", place.text());
        }
        how.put(
                "refused",
                file.expected().stream()
                        .filter(row -> row.contains(",refused,"))
                        .count());
        how.put(
                "repeated",
                file.expected().stream()
                        .filter(row -> row.contains(",repeated,"))
                        .count());
        return how;
    }

    /** One command as a line of JSON. */
    static String line(Told told) {
        Request request = told.request();
        ObjectNode line = MAPPER.createObjectNode();
        String operator = request.by().operator();
        String organisation = request.by().organisation().text();
        line.put("actor", operator == null ? organisation : organisation + "/" + operator);
        String expect = told.expect();
        if (expect != null) {
            line.put("expect", expect);
        }
        ObjectNode command = MAPPER.valueToTree(request.command());
        line.set("command", command.remove("command"));
        line.put("eventId", request.eventId().text());
        line.put("occurredAt", request.occurredAt().toString());
        line.put("source", request.source().name());
        if (!request.confirmed().isEmpty()) {
            line.set("confirmed", MAPPER.valueToTree(request.confirmed()));
        }
        line.setAll(command);
        return MAPPER.writeValueAsString(line);
    }

    /** The objects of a file with one on each line. */
    static List<ObjectNode> read(Path file) throws IOException {
        try (java.util.stream.Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> (ObjectNode) MAPPER.readTree(line)).toList();
        }
    }
}
