package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries that only the topic still knows are given up by who says how many they are, and by nobody else. */
class GivenUpIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final Restore restore = new Restore(OpenLedger.BROKER, Language.FRENCH, out, out, Clock.systemUTC());

    @TempDir
    Path place;

    @Test
    void whoSaysHowManyAreLostGoesOnWithoutThem() throws Exception {
        Path data = place.toRealPath().resolve("data");
        try (OpenLedger ledger = OpenLedger.in(data)) {
            for (int n = 1; n <= 3; n++) {
                int number = n;
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(ledger.register(number).statusCode()).isEqualTo(201));
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ledger.ask("pages", "select position from progress"))
                            .isEqualTo("3"));
            // as a backup of the time after the first entry: a timeline nobody has compared
            ledger.sql(
                    "ledger",
                    "alter table journal disable trigger all",
                    "alter table journal_tag disable trigger all",
                    "delete from journal_tag where position > 1",
                    "delete from journal where position > 1",
                    "delete from copy_compared",
                    "alter table journal enable trigger all",
                    "alter table journal_tag enable trigger all");
        }
        try (OpenLedger ledger = OpenLedger.in(data)) {
            assertThat(ledger.register(4).body()).contains("journal-behind", "\"missing\":2");

            assertThat(restore.acceptLoss(data, ledger.ports(), 1)).isEqualTo(1);
            assertThat(said()).contains("il manque 2 à 3", "Il manque 2 écritures, pas 1 : rien n'est fait.");
            assertThat(ledger.register(4).statusCode()).isEqualTo(503);

            assertThat(restore.acceptLoss(data, ledger.ports(), 2)).as(said()).isZero();
            assertThat(said()).contains("2 écritures sont abandonnées");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(ledger.register(4).statusCode()).isEqualTo(201));
            assertThat(ledger.ask("ledger", "select string_agg(position::text, ' ' order by position) from journal"))
                    .isEqualTo("1 2");

            // the pages had shown what is given up: they are read anew, as the command said
            assertThat(new Rebuilding(OpenLedger.BROKER, Language.FRENCH, out, out).run(data, ledger.ports()))
                    .as(said())
                    .isZero();
            assertThat(ledger.ask("pages", "select string_agg(event_id::text, ' ' order by position) from entry"))
                    .isEqualTo("0198a000-0000-7000-8000-000000000001 0198a000-0000-7000-8000-000000000004");
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
