package org.jekasy.command.register;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jekasy.command.ledger.MemoryLedger;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.language.Actor;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jspecify.annotations.Nullable;

/** The sample registers and books, and a ledger in memory to bring them to. */
final class Samples {
    static final PartyId KADIOLO = PartyId.parse("COOP-KAD-01");
    static final PartyId YOROSSO = PartyId.parse("COOP-YOR-01");
    static final PartyId PROGRAMME = PartyId.parse("PROGRAMME");
    static final PlaceId KADIOLO_POINT = PlaceId.parse("PC-KAD-01");
    static final PlaceId YOROSSO_POINT = PlaceId.parse("PC-YOR-01");

    final MemoryLedger ledger = new MemoryLedger(
            Clock.fixed(Instant.parse("2026-11-23T18:00:00Z"), ZoneOffset.UTC),
            Rulebook.shipped(),
            org.jekasy.command.order.OrderJson.INSTANCE);
    private final Import imports = new Import(ledger, Rulebook.shipped().reference());

    /** A ledger that knows the cooperatives, their producers and orchards. */
    static Samples registered() {
        Samples samples = new Samples();
        samples.take(file("cooperatives.csv"), PROGRAMME, null);
        samples.take(file("producteurs_kadiolo.csv"), KADIOLO, null);
        samples.take(file("productrices_yorosso.csv"), YOROSSO, null);
        return samples;
    }

    static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of("../samples/registers", name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    Imported take(byte[] file, PartyId organisation, @Nullable PlaceId place) {
        return take(file, organisation, place, false);
    }

    Imported take(byte[] file, PartyId organisation, @Nullable PlaceId place, boolean dryRun) {
        return imports.run(file, new Import.Asking(Actor.of(organisation), null, place, null, null, null, dryRun));
    }

    Imported takeAs(Kind kind, String file) {
        return imports.run(
                file.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new Import.Asking(Actor.of(PROGRAMME), null, null, kind, null, null, false));
    }

    Imported mangoBook() {
        return mangoBook(file("livraisons_mangue_kadiolo_2026.csv"));
    }

    Imported mangoBook(byte[] file) {
        return take(file, KADIOLO, KADIOLO_POINT);
    }

    Imported sheaBook() {
        return take(file("livraisons_karite_yorosso_2026.xlsx"), YOROSSO, YOROSSO_POINT);
    }

    /** What a row must get, by its line; {@code why} may begin with a code. */
    record Expected(int line, String ticket, String outcome, String why) {}

    static Map<Integer, Expected> expected(String name) {
        try (CsvReader<NamedCsvRecord> csv =
                CsvReader.builder().ofNamedCsvRecord(Path.of("../samples/registers", name))) {
            return csv.stream()
                    .map(row -> new Expected(
                            Integer.parseInt(row.getField("line")),
                            row.getField("ticket"),
                            row.getField("outcome"),
                            row.getField("why")))
                    .collect(Collectors.toMap(Expected::line, row -> row, (a, b) -> a, LinkedHashMap::new));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Every row got what it must get: those that are listed exactly that, the others were recorded. */
    static void assertAsExpected(Imported imported, Map<Integer, Expected> expected) {
        List<String> wrong = imported.results().stream()
                .filter(row -> !isAsExpected(row, expected.get(row.line())))
                .map(RowResult::toString)
                .toList();
        assertThat(wrong).isEmpty();
        assertThat(imported.results()).extracting(RowResult::line).containsAll(expected.keySet());
    }

    private static boolean isAsExpected(RowResult row, @Nullable Expected expected) {
        if (expected == null) {
            return row.outcome() == RowResult.Outcome.ACCEPTED || row.outcome() == RowResult.Outcome.FLAGGED;
        }
        boolean code = !expected.why().matches("[EW]-[A-Z]+-\\d\\d.*")
                || (row.why() != null
                        && expected.why().startsWith(row.why().code().wire()));
        return row.ticket().equals(expected.ticket()) && row.outcome().word().equals(expected.outcome()) && code;
    }
}
