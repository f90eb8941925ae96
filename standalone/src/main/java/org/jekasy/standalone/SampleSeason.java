package org.jekasy.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small season: registers and weighing books as cooperatives keep them, and what others recorded on those harvests. It goes in through the same doors
 * as everything else. Sent twice it records nothing twice, so a load that broke off is simply begun again.
 */
final class SampleSeason {
    private static final int MOST_ENTRIES = 500;
    private static final int MOST_BYTES = 900_000;

    /** A file to import, whose it is, for a weighing book where it was written, and how many of its rows are wrong or there twice. */
    record Book(Path file, String organisation, @Nullable String place, int refused, int repeated) {}

    /**
     * What somebody recorded: who, the command as it is sent, and what it must be answered where that is not simply a receipt. {@code corrects}: it
     * names an earlier entry, which must be in the ledger before it is sent.
     */
    record Order(String actor, @Nullable String expect, boolean corrects, String command) {}

    /**
     * What became of it all: how long the ledger is now, and how much was flagged, agreed to by a second person, sent twice or turned away. {@code imports}: the answer to each file;
     * {@code refused}: how often each code turned something away; {@code surprises}: what was answered otherwise than it must be.
     */
    record Loaded(
            long position,
            int repeated,
            int flagged,
            int agreed,
            Map<String, Integer> refused,
            Map<Book, JsonNode> imports,
            List<String> surprises) {
        int refusals() {
            return refused.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static final String WAITING = "waiting";

    private final List<Book> books;
    private final List<Order> orders;
    private final boolean begunBefore;

    private long position;
    private int repeated;
    private int flagged;
    private int agreed;
    private final Map<String, Integer> refused = new TreeMap<>();
    private final Map<Book, JsonNode> imports = new LinkedHashMap<>();
    private final List<String> surprises = new ArrayList<>();

    /** @param begunBefore some of it may be in the ledger already, and is then answered as sent twice */
    SampleSeason(List<Book> books, List<Order> orders, boolean begunBefore) {
        this.books = List.copyOf(books);
        this.orders = List.copyOf(orders);
        this.begunBefore = begunBefore;
    }

    /** The files of a season's folder that are to be imported, in order. */
    static List<Book> books(Path folder) throws IOException {
        List<Book> books = new ArrayList<>();
        for (ObjectNode how : objects(folder.resolve("imports.ndjson"))) {
            books.add(new Book(
                    folder.resolve(how.path("file").stringValue()),
                    how.path("organisation").stringValue(),
                    how.path("place").stringValue(null),
                    how.path("refused").intValue(0),
                    how.path("repeated").intValue(0)));
        }
        return books;
    }

    /** The commands that follow, in order. */
    static List<Order> orders(Path folder) throws IOException {
        List<Order> orders = new ArrayList<>();
        for (ObjectNode command : objects(folder.resolve("commands.ndjson"))) {
            String actor = command.remove("actor").stringValue();
            JsonNode expect = command.remove("expect");
            orders.add(new Order(
                    actor, expect == null ? null : expect.stringValue(), command.has("target"), command.toString()));
        }
        return orders;
    }

    private static List<ObjectNode> objects(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(line -> (ObjectNode) Visitor.json(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        }
    }

    /** Sends all of it, in order, and returns when it is recorded; the pages follow a moment later. */
    Loaded load(Visitor visitor, Progress.Bar bar, Language language)
            throws IOException, InterruptedException, NotAsExpected {
        int rows = 0;
        for (Book book : books) {
            rows += rows(book);
        }
        Progress progress = bar.of(rows + orders.size());
        int done = 0;
        try {
            for (Book book : books) {
                progress.reached(done, String.valueOf(book.file().getFileName()));
                take(visitor, book);
                done += rows(book);
            }
            for (int from = 0; from < orders.size(); ) {
                progress.reached(done, language.say("écritures", "entries"));
                int to = batchFrom(from);
                send(visitor, orders.subList(from, to));
                done += to - from;
                from = to;
            }
            progress.reached(done, language.say("écritures", "entries"));
        } finally {
            progress.end();
        }
        return new Loaded(position, repeated, flagged, agreed, refused, imports, surprises);
    }

    // a sheet of a spreadsheet has no lines to count, but about as many rows as this
    private static int rows(Book book) throws IOException {
        return book.file().toString().endsWith(".csv")
                ? Files.readAllLines(book.file()).size() - 1
                : 50;
    }

    private void take(Visitor visitor, Book book) throws IOException, InterruptedException, NotAsExpected {
        String place = book.place() == null ? "" : "&place=" + Visitor.parameter(book.place());
        JsonNode answer = visitor.send(
                "/imports?organisation=" + Visitor.parameter(book.organisation()) + place,
                book.organisation(),
                "application/octet-stream",
                Files.readAllBytes(book.file()));
        imports.put(book, answer);
        flagged += answer.path("flagged").intValue(0);
        repeated += answer.path("repeated").intValue(0);
        expect(
                book.file().getFileName() + " refused",
                book.refused(),
                answer.path("refused").intValue(0));
        expect(
                book.file().getFileName() + " repeated",
                book.repeated(),
                answer.path("repeated").intValue(0));
        for (JsonNode row : answer.path("results")) {
            if (row.path("outcome").stringValue("").equalsIgnoreCase("refused")) {
                refused.merge(row.path("code").stringValue("?"), 1, Integer::sum);
            }
        }
    }

    /** Where the batch that begins here ends: one actor, and no more than the door takes at once. */
    private int batchFrom(int from) {
        int to = from;
        int bytes = 0;
        while (to < orders.size()
                && to - from < MOST_ENTRIES
                && orders.get(to).actor().equals(orders.get(from).actor())
                && (to == from || !orders.get(to).corrects())
                && (to == from || bytes + bytes(orders.get(to)) < MOST_BYTES)) {
            bytes += bytes(orders.get(to));
            to++;
        }
        return to;
    }

    private static int bytes(Order order) {
        return order.command().getBytes(StandardCharsets.UTF_8).length + 1;
    }

    private void send(Visitor visitor, List<Order> batch) throws IOException, InterruptedException, NotAsExpected {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String between = "{\"entries\":[";
        for (Order order : batch) {
            body.writeBytes(between.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(order.command().getBytes(StandardCharsets.UTF_8));
            between = ",";
        }
        body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        JsonNode answers = visitor.send("/entries", batch.getFirst().actor(), "application/json", body.toByteArray());
        Iterator<Order> asked = batch.iterator();
        for (JsonNode answer : answers.path("answers")) {
            int status = answer.path("status").intValue(0);
            JsonNode receipt = answer.path("receipt");
            position = Math.max(position, receipt.path("position").longValue(0));
            flagged += receipt.path("flags").isEmpty() || status == 200 ? 0 : 1;
            String outcome = switch (status) {
                case 201 -> "";
                case 202 -> WAITING;
                case 200 -> "repeated";
                default -> answer.path("problem").path("code").stringValue("HTTP " + status);
            };
            if (status == 200) {
                repeated++;
            } else if (status == 202) {
                // the second person follows in the next batch
                agreed++;
            } else if (!outcome.isEmpty()) {
                refused.merge(outcome, 1, Integer::sum);
            }
            Order order = asked.next();
            String expected = order.expect() == null ? "" : order.expect();
            if (!expected.equals(outcome) && !begunBefore) {
                surprises.add("%s: %s expected, %s %s for %s"
                        .formatted(
                                order.actor(),
                                expected.isEmpty() ? "a receipt" : expected,
                                outcome.isEmpty() ? "a receipt" : outcome,
                                answer.path("problem").path("detail").stringValue(""),
                                order.command()));
            }
        }
    }

    private void expect(String what, int expected, int found) {
        if (expected != found && !begunBefore) {
            surprises.add("%s: %d expected, %d found".formatted(what, expected, found));
        }
    }

    /** The codes and how often each was given: « E-MASS-01 × 3, E-TIME-01 × 1 ». */
    static String told(Map<String, Integer> refused) {
        return refused.entrySet().stream()
                .map(each -> each.getKey() + " × " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
