package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.query.follow.Rebuild;
import org.jekasy.query.lot.LotPage;
import org.jekasy.query.lot.LotPages;
import org.jekasy.query.origin.OriginPage;
import org.jekasy.query.origin.OriginPages;
import org.jekasy.query.read.Sight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What must hold for any ledger, on ledgers of chance. */
class RebuildIT {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 26131, 806500})
    void aRebuildGivesTheSameRowsAsReadingAlongAndEveryGramIsAccountedFor(long seed) throws Exception {
        RandomBook random = RandomBook.of(seed, 500);
        String topic = Servers.topic();
        try (Running service = Running.on(Servers.database(), topic)) {
            // read along: entries come in dribs and drabs
            Random chance = new Random(seed);
            List<LedgerEntry> entries = new ArrayList<>(random.entries());
            while (!entries.isEmpty()) {
                int some = Math.min(entries.size(), 1 + chance.nextInt(chance.nextInt(10) == 0 ? 150 : 12));
                Servers.send(topic, entries.subList(0, some));
                if (chance.nextInt(3) == 0) {
                    service.reaches(entries.get(some - 1).position());
                }
                entries.subList(0, some).clear();
            }
            service.reaches(random.last());
            someLabelsWereScanned(service);
            Map<String, List<String>> alongside = service.rows();
            assertThat(alongside.get("label_scan")).isNotEmpty();
            whoSeesWhatIsWhatTheFactsSay(service, alongside.getOrDefault("lot_party", List.of()));
            everyGramIsAccountedFor(service, random);
            originsSumExactly(service, random);
            theListSaysWhatThePageSays(service, random);
            theHeadIsAPositionLikeAnyOther(service, random);

            assertThat(service.bean(Rebuild.class).run().position()).isEqualTo(random.last());

            Map<String, List<String>> rebuilt = service.rows();
            assertThat(rebuilt.keySet()).isEqualTo(alongside.keySet());
            rebuilt.forEach((table, rows) -> assertThat(rows).describedAs(table).isEqualTo(alongside.get(table)));
        }
    }

    @Test
    void theCommandLineRebuildsWhileAServiceRuns() throws Exception {
        Book book = Book.withRegister();
        LotId lot = book.harvest(806);
        String topic = Servers.topic();
        String database = Servers.database();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(database, topic).reaches(book.last())) {
            assertThat(QueryService.rebuild(of(topic, database))).isTrue();
            assertThat(service.lot(lot).number("/registeredG")).isEqualTo(806_000);
            LotId later = book.harvest(5);
            Servers.send(topic, book.from(book.last()));
            service.reaches(book.last());
            assertThat(service.lot(later).number("/registeredG")).isEqualTo(5000);
        }
        List<LedgerEntry> withGap = new ArrayList<>(book.entries());
        withGap.remove(3);
        String broken = Servers.topic();
        Servers.send(broken, withGap);
        assertThat(QueryService.rebuild(of(broken, database))).isFalse();
    }

    @Test
    void anEmptyTopicEmptiesNoPages() throws Exception {
        Book book = Book.withRegister();
        LotId lot = book.harvest(806);
        String topic = Servers.topic();
        String database = Servers.database();
        Servers.send(topic, book.entries());
        try (Running service = Running.on(database, topic).reaches(book.last())) {
            assertThat(QueryService.rebuild(of(Servers.topic(), database))).isFalse();
            assertThat(service.lot(lot).number("/registeredG")).isEqualTo(806_000);
        }
    }

    private static String[] of(String topic, String database) {
        return new String[] {
            "--rebuild",
            "--read.url=" + database,
            "--read.user=postgres",
            "--read.password=any",
            "--follow.bootstrap-servers=" + Servers.brokers(),
            "--follow.topic=" + topic,
            "--follow.seal-key=" + Servers.SEAL_KEY
        };
    }

    @Test
    void theLedgersOfChanceSpeakEveryWord() {
        Set<Class<?>> said = new HashSet<>();
        for (long seed : new long[] {1, 2, 26131, 806500}) {
            RandomBook.of(seed, 500)
                    .entries()
                    .forEach(entry -> said.add(entry.event().getClass()));
        }
        assertThat(said).containsExactlyInAnyOrder(LedgerEvent.class.getPermittedSubclasses());
    }

    // no entry says so: a rebuild must leave it as it is
    private static void someLabelsWereScanned(Running service) throws SQLException {
        try (Connection pages = service.owner();
                Statement statement = pages.createStatement()) {
            statement.execute(
                    "insert into label_scan select distinct lot, serial, date '2026-05-11', date '2026-05-12', 3 from label_serial");
        }
    }

    // the rows that entries left one by one, worked out again from all facts at once
    private static void whoSeesWhatIsWhatTheFactsSay(Running service, List<String> alongside) throws SQLException {
        try (Connection pages = service.owner();
                Statement statement = pages.createStatement()) {
            statement.execute("delete from lot_party");
            statement.execute("select lot_party_add(array_agg(lot), array_agg(party))"
                    + " from lot_party_direct(array(select lot from lot))");
            statement.execute("select lot_party_reach(array(select lot from lot))");
        }
        assertThat(service.rows().get("lot_party")).isNotEmpty().isEqualTo(alongside);
    }

    private static void everyGramIsAccountedFor(Running service, RandomBook random) {
        for (LotId lot : random.lots()) {
            JsonNode balance = service.page("/lots/" + lot + "/balance").json();
            assertThat(balance.at("/remainderG").asLong())
                    .describedAs(lot.text())
                    .isZero();
            assertThat(balance.at("/makingRemainderG").asLong())
                    .describedAs(lot.text())
                    .isZero();
            LotPage page =
                    Sight.withEverything(() -> service.bean(LotPages.class).page(lot, null));
            random.balance(lot).forEach((account, grams) -> {
                if (account.startsWith("STOCK:") && grams > 0) {
                    assertThat(page.stock()).describedAs("%s %s", lot, account).anySatisfy(stock -> {
                        assertThat(account).isEqualTo("STOCK:" + stock.holder().id());
                        assertThat(stock.weight().grams()).isEqualTo(grams);
                    });
                }
            });
            assertThat(page.stock()).hasSize((int) random.balance(lot).entrySet().stream()
                    .filter(on -> on.getKey().startsWith("STOCK:") && on.getValue() > 0)
                    .count());
        }
        for (String scope : List.of(
                "season=MG-2026",
                "season=KA-2026/27",
                "party=" + Book.KADIOLO,
                "party=" + Book.STATION,
                "party=" + Book.STATION + "&season=MG-2026")) {
            JsonNode balance = service.page("/balance?" + scope).json();
            assertThat(balance.at("/remainderG").asLong()).describedAs(scope).isZero();
            assertThat(balance.at("/makingRemainderG").asLong())
                    .describedAs(scope)
                    .isZero();
        }
    }

    private static void originsSumExactly(Running service, RandomBook random) {
        for (LotId lot : random.lots()) {
            OriginPage origin =
                    Sight.withEverything(() -> service.bean(OriginPages.class).page(lot, null));
            for (List<? extends OriginPage.Share<?>> shares :
                    List.of(origin.cooperatives(), origin.communes(), origin.weeks())) {
                assertThat(shares.stream()
                                .mapToLong(share -> share.weight().grams())
                                .sum())
                        .describedAs("%s %s", lot, shares)
                        .isEqualTo(origin.registered().grams());
                assertThat(shares.stream().map(OriginPage.Share::percent).reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo("100");
            }
        }
    }

    private static void theListSaysWhatThePageSays(Running service, RandomBook random) {
        String after = "";
        int seen = 0;
        do {
            JsonNode list = service.page("/lots?limit=37" + after).json();
            for (JsonNode line : list.at("/lots")) {
                LotPage page = Sight.withEverything(() -> service.bean(LotPages.class)
                        .page(LotId.parse(line.at("/lot").asString()), null));
                assertThat(line.at("/state").asString())
                        .describedAs("%s", page)
                        .isEqualTo(page.state().name());
                assertThat(line.at("/held").asBoolean()).isEqualTo(page.held());
                assertThat(line.at("/recalled").asBoolean()).isEqualTo(page.recalled());
                assertThat(line.at("/availableG").asLong())
                        .isEqualTo(page.available().grams());
                assertThat(line.at("/registeredG").asLong())
                        .isEqualTo(page.registered().grams());
                assertThat(line.at("/made").asLong()).isEqualTo(page.made().position());
                assertThat(names(line.at("/cooperatives")))
                        .isEqualTo(page.cooperatives().stream()
                                .map(party -> party.id().text())
                                .toList());
                assertThat(names(line.at("/communes")))
                        .isEqualTo(page.communes().stream()
                                .map(commune -> commune.id().text())
                                .toList());
                seen++;
            }
            after = list.at("/next").isMissingNode()
                    ? ""
                    : "&after=" + list.at("/next").asString();
        } while (!after.isEmpty());
        assertThat(seen).isEqualTo(random.lots().size());
    }

    private static List<String> names(JsonNode list) {
        List<String> names = new ArrayList<>();
        list.forEach(each -> names.add(each.at("/id").asString()));
        return names;
    }

    private static void theHeadIsAPositionLikeAnyOther(Running service, RandomBook random) {
        for (LotId lot : random.lots().stream().limit(40).toList()) {
            assertThat(service.page("/lots/" + lot + "?as-of=" + random.last()).json())
                    .isEqualTo(service.page("/lots/" + lot).json());
            assertThat(service.page("/lots/" + lot + "/history?as-of=" + random.last())
                            .json())
                    .isEqualTo(service.page("/lots/" + lot + "/history").json());
        }
    }
}
