package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Readings;
import org.jekasy.language.reference.Role;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;

/**
 * Every page of the OpenAPI file, asked by every kind of organisation in every role for what is its own, another's and nobody's: who may not see gets what
 * is answered for what is not there, and no answer names what is another's. And the same with one wall taken away, and with both.
 */
class WallsIT {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{3,}");
    private static final String NO_ROLE = "";
    // what stays open to everybody, and says nothing but whether a code is known
    private static final Set<String> OPEN = Set.of("/scan");

    private static final TwoTrades TRADES = new TwoTrades();
    private static Running service;

    @BeforeAll
    static void start() {
        service = running(UnaryOperator.identity());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** A request: the page, what is asked for in it (null: nothing), and how it is spelled. */
    private record Ask(
            String page, @Nullable String parameter, TwoTrades.@Nullable Named named, String code, String address) {}

    private record Refused(String reader, String role, String page, String parameter) {}

    /** What came of asking. */
    private static final class Findings {
        private final LongAdder requests = new LongAdder();
        private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
        private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final Map<Refused, Set<String>> notThere = new ConcurrentHashMap<>();

        @Override
        public String toString() {
            return "%s requests %s, %d leaks, %d other answers than expected"
                    .formatted(requests, byStatus, leaks.size(), wrong.size());
        }
    }

    @Test
    void whatIsAnothersIsAnsweredLikeWhatIsNotThereInEveryRoleOnEveryPage() throws IOException {
        List<Ask> asks = asks();
        List<String> roles = new ArrayList<>(List.of(NO_ROLE));
        for (Role role : Role.values()) {
            roles.add(role.word());
        }
        Findings found = new Findings();
        List<Ask> few = ownForeignMissing(asks);
        probe(service, asks, TRADES.traders(), List.of(NO_ROLE), found);
        probe(service, few, TRADES.traders(), roles, found);
        List<String> others = new ArrayList<>(TRADES.readers());
        others.removeAll(TRADES.traders());
        probe(service, few, others, roles, found);
        System.out.println("both walls: " + found);

        assertThat(found.leaks).isEmpty();
        assertThat(found.wrong).isEmpty();
        assertThat(found.requests.sum()).isGreaterThan(10_000);
        assertThat(found.byStatus.keySet()).containsExactlyInAnyOrder(200, 403, 404);
        found.notThere.forEach(
                (asked, answers) -> assertThat(answers).describedAs("%s", asked).hasSize(1));
    }

    @Test
    void whatIsAnothersTakesAsLongAsWhatIsNotThere() {
        Map<String, TwoTrades.Thing> pages = Map.of(
                "/lots/%s", TwoTrades.Thing.LotId,
                "/lots/%s/trace", TwoTrades.Thing.LotId,
                "/lots/%s/history", TwoTrades.Thing.LotId,
                "/consignments/%s", TwoTrades.Thing.ConsignmentId,
                "/units/%s", TwoTrades.Thing.Sscc,
                "/recalls/%s", TwoTrades.Thing.RecallId,
                "/stock/%s", TwoTrades.Thing.PartyId,
                "/balance?run=%s", TwoTrades.Thing.RunId);
        together(4, pages.entrySet(), page -> theForeignTakesAsLongAsTheMissing(page.getValue(), page.getKey()));
    }

    @Test
    void aTerritoryReadsSumsOfFiveProducersOrMoreOfItsOwn() {
        Running.Answer commune = service.get("/totals", "Jekasy-Actor", "COM-CCC");
        assertThat(commune.string("/territory")).isEqualTo(Book.COMMUNE_KADIOLO.text());
        assertThat(commune.at("/totals").size()).isEqualTo(1);
        assertThat(commune.number("/totals/0/producers")).isEqualTo(6);
        assertThat(commune.number("/totals/0/weightG")).isEqualTo(6 * 800_000 + 21);
        // the other commune of the region has three producers
        assertThat(service.get("/totals", "Jekasy-Actor", "REG-CCC")
                        .at("/totals")
                        .size())
                .isEqualTo(1);
        assertThat(service.get("/totals?territory=" + TwoTrades.OTHER, "Jekasy-Actor", "REG-CCC")
                        .at("/totals")
                        .size())
                .isZero();
        assertThat(service.page("/totals?territory=ml.sikasso").at("/totals").size())
                .isEqualTo(1);
        assertThat(service.get("/totals").status()).isEqualTo(400);
    }

    @Test
    void whoSaysWhoHeIsInAWayThatCanNotBeReadReadsNothing() {
        for (String actor : List.of("COO-AAA;role=king", "", "COO AAA", "COO-AAA/1/2/3", "*")) {
            assertThat(service.get("/lots", "Jekasy-Actor", actor).status())
                    .describedAs(actor)
                    .isEqualTo(400);
        }
        assertThat(service.get("/lots", "Jekasy-Actor", "COO-AAA", "Jekasy-Actor", "COO-BBB")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void eitherWallAloneHoldsAndWithoutBothItLeaks() throws IOException, SQLException {
        List<Ask> asks = asks();
        List<String> roles = List.of(NO_ROLE);
        try (Running unfiltered = running(NoFilter::in)) {
            Findings databaseAlone = probe(unfiltered, asks, TRADES.traders(), roles, new Findings());
            System.out.println("the database alone: " + databaseAlone);
            assertThat(databaseAlone.leaks).isEmpty();
            assertThat(databaseAlone.requests.sum()).isGreaterThan(1_000);

            tearDown(unfiltered);
            Findings neither = probe(unfiltered, asks, TRADES.traders(), roles, new Findings());
            System.out.println("neither: " + neither);
            assertThat(neither.leaks).hasSizeGreaterThan(500);
        }
        try (Running withoutDatabase = running(UnaryOperator.identity())) {
            tearDown(withoutDatabase);
            Findings filterAlone = probe(withoutDatabase, asks, TRADES.traders(), roles, new Findings());
            System.out.println("the filter alone: " + filterAlone);
            assertThat(filterAlone.leaks).isEmpty();
            assertThat(filterAlone.wrong).isEmpty();
        }
    }

    @Test
    void everyTableStandsBehindTheWallAndNobodyWhoReadsMayWrite() throws SQLException {
        try (Connection pages = service.owner();
                Statement statement = pages.createStatement()) {
            List<String> open = new ArrayList<>();
            try (var found = statement.executeQuery("""
                    select relname from pg_class
                    where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and relname <> 'flyway_schema_history'
                      and not (relrowsecurity and relforcerowsecurity) order by 1""")) {
                while (found.next()) {
                    open.add(found.getString(1));
                }
            }
            // what a label says of a lot's origin, the sums of a territory, and how far the pages are
            assertThat(open).containsExactly("ancestor", "ancestor_edge", "progress", "territory_total");
            try (var may = statement.executeQuery("""
                    select count(*) from information_schema.role_table_grants
                    where grantee in ('pages_reader', 'pages_open') and privilege_type <> 'SELECT' and table_schema = 'public'
                      and table_catalog = current_database()""")) {
                may.next();
                assertThat(may.getInt(1)).isZero();
            }
            // a transaction that does not say who looks sees nothing
            statement.execute("set role pages_reader");
            for (String table : List.of(
                    "lot",
                    "made",
                    "entry",
                    "movement",
                    "edge",
                    "organisation",
                    "lot_party",
                    "label_serial",
                    "label_scan")) {
                try (var rows = statement.executeQuery("select count(*) from " + table)) {
                    rows.next();
                    assertThat(rows.getInt(1)).describedAs(table).isZero();
                }
            }
            statement.execute("reset role");
        }
    }

    @Test
    void whoOwnsTheTablesFollowsPastTheWallsOnlyWithTheRightToAndIsToldWhatIsMissing() {
        String withUser = Servers.database();
        String database = withUser.substring(0, withUser.indexOf('?'));
        String name = database.substring(database.lastIndexOf('/') + 1);
        Servers.superuser("create role keeper login password 'keeper'");
        Servers.superuser("alter database " + name + " owner to keeper");
        String topic = Servers.topic();
        Servers.send(topic, TRADES.entries());
        String[] keeper = {"--read.user=keeper", "--read.password=keeper"};
        assertThatThrownBy(() -> Running.on(database, topic, keeper))
                .hasStackTraceContaining(
                        "grant pages_reader to keeper; grant pages_open to keeper; alter role keeper bypassrls");

        Servers.superuser("grant pages_reader, pages_open to keeper; alter role keeper bypassrls");
        try (Running kept = Running.on(database, topic, keeper).reaches(TRADES.last())) {
            String lot = TRADES.named(TwoTrades.Thing.LotId).getFirst().code();
            assertThat(kept.get("/lots/" + lot, "Jekasy-Actor", "COO-AAA").status())
                    .isEqualTo(200);
            assertThat(kept.get("/lots/" + lot, "Jekasy-Actor", "COO-BBB").status())
                    .isEqualTo(404);
            assertThat(kept.get("/l/" + lot).status()).isEqualTo(200);
        }
    }

    private static Running running(UnaryOperator<SpringApplicationBuilder> changed) {
        String topic = Servers.topic();
        Servers.send(topic, TRADES.entries());
        Running service = Running.on(Servers.database(), topic, changed).reaches(TRADES.last());
        try (Connection pages = service.owner();
                Statement statement = pages.createStatement()) {
            statement.execute(
                    "insert into label_scan select lot, serial, current_date, current_date, 3 from label_serial");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return service;
    }

    private static void tearDown(Running service) throws SQLException {
        try (Connection pages = service.owner();
                Statement statement = pages.createStatement()) {
            statement.execute("""
                    do $$ declare wall record; begin
                        for wall in select tablename from pg_tables where schemaname = 'public' and rowsecurity loop
                            execute format('alter table %I disable row level security', wall.tablename);
                        end loop;
                    end $$""");
        }
    }

    /** Every page of the OpenAPI file with everything it can be asked for; a parameter of a type nobody thought of fails. */
    private static List<Ask> asks() throws IOException {
        List<Ask> asks = new ArrayList<>();
        JsonNode paths = EventJson.mapper()
                .readTree(Files.readString(Path.of("../docs/openapi/query-service.json")))
                .at("/paths");
        paths.forEachEntry((page, methods) -> {
            if (OPEN.contains(page)) {
                return;
            }
            boolean needsOne = page.equals("/balance");
            for (JsonNode parameter : methods.at("/get/parameters")) {
                String type = parameter.at("/schema/$ref").asString("");
                String name = parameter.at("/name").asString("");
                boolean inPath = parameter.at("/in").asString("").equals("path");
                boolean required = parameter.at("/required").asBoolean(false);
                needsOne |= required;
                if (page.contains("{") && !inPath) {
                    continue;
                }
                TwoTrades.Thing thing = thing(type.substring(type.lastIndexOf('/') + 1));
                if (thing == null) {
                    assertThat(required).describedAs("%s %s", page, type).isFalse();
                    continue;
                }
                for (TwoTrades.Named each : TRADES.named(thing)) {
                    if (thing == TwoTrades.Thing.PartyId && !TRADES.traders().contains(each.code())) {
                        continue;
                    }
                    asks.add(ask(page, name, inPath, each, each.code()));
                }
                for (String code : TRADES.missing(thing)) {
                    asks.add(ask(page, name, inPath, null, code));
                }
            }
            if (!needsOne) {
                asks.add(new Ask(page, null, null, "", page));
            }
        });
        return asks;
    }

    /** Of each page and parameter the first and the last, which are of different trades, and what nobody has. */
    private static List<Ask> ownForeignMissing(List<Ask> asks) {
        Map<String, Ask> first = new LinkedHashMap<>();
        Map<String, Ask> last = new LinkedHashMap<>();
        asks.forEach(ask -> {
            String which = ask.page() + ask.parameter() + (ask.named() == null);
            first.putIfAbsent(which, ask);
            last.put(which, ask);
        });
        Set<Ask> few = new LinkedHashSet<>(first.values());
        few.addAll(last.values());
        return List.copyOf(few);
    }

    private static Ask ask(String page, String name, boolean inPath, TwoTrades.@Nullable Named named, String code) {
        return new Ask(
                page,
                name,
                named,
                code,
                inPath ? page.replace("{" + name + "}", code) : page + "?" + name + "=" + code);
    }

    private static TwoTrades.@Nullable Thing thing(String type) {
        for (TwoTrades.Thing thing : TwoTrades.Thing.values()) {
            if (thing.name().equals(type)) {
                return thing;
            }
        }
        return null;
    }

    private static Findings probe(
            Running service, List<Ask> asks, Collection<String> readers, List<String> roles, Findings found) {
        record As(String reader, String role) {}
        List<As> all = new ArrayList<>();
        readers.forEach(reader -> roles.forEach(role -> all.add(new As(reader, role))));
        together(8, all, as -> probe(service, asks, as.reader(), as.role(), found));
        return found;
    }

    private static <T> void together(int many, Collection<T> all, Consumer<T> work) {
        try (ExecutorService workers = Executors.newFixedThreadPool(many)) {
            List<Future<?>> begun = new ArrayList<>();
            all.forEach(each -> begun.add(workers.submit(() -> work.accept(each))));
            for (Future<?> each : begun) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(asked);
        }
    }

    private static void probe(Running service, List<Ask> asks, String reader, String word, Findings found) {
        @Nullable Set<Role> roles = word.isEmpty() ? null : Set.of(Role.of(word).orElseThrow());
        boolean who = Readings.shipped().may(roles, TRADES.kind(reader), "producer");
        Set<String> secret = new HashSet<>();
        for (TwoTrades.Named each : TRADES.named()) {
            if (!TRADES.mayKnow(reader, each, who)) {
                secret.add(each.code());
            }
        }
        String actor = reader + "/op-" + reader + (word.isEmpty() ? "" : ";role=" + word);
        for (Ask ask : asks) {
            Running.Answer answer = service.send(HttpRequest.newBuilder().header("Jekasy-Actor", actor), ask.address());
            found.requests.increment();
            found.byStatus
                    .computeIfAbsent(answer.status(), none -> new LongAdder())
                    .increment();
            int expected = !Readings.shipped().may(roles, TRADES.kind(reader), ask.page())
                    ? 403
                    : isThere(reader, ask, who) ? 200 : 404;
            if (answer.status() != expected) {
                found.wrong.add("%s %s: %d instead of %d".formatted(actor, ask.address(), answer.status(), expected));
            }
            Matcher token = TOKEN.matcher(answer.text());
            while (token.find()) {
                String said = token.group();
                if (secret.contains(said) && !said.equals(ask.code())) {
                    found.leaks.add("%s %s: %s".formatted(actor, ask.address(), said));
                }
            }
            if (answer.status() == 404 && ask.parameter() != null) {
                // the code stands in it as often, and is as long
                found.notThere
                        .computeIfAbsent(
                                new Refused(reader, word, ask.page(), ask.parameter()),
                                none -> ConcurrentHashMap.newKeySet())
                        .add(answer.text().replace(ask.code(), "?")
                                + answer.text().length()
                                + headers(answer));
            }
        }
    }

    // the server closes a connection after so many requests, whatever was asked
    private static Set<String> headers(Running.Answer answer) {
        Set<String> names = new TreeSet<>(answer.headers().map().keySet());
        names.remove("connection");
        return names;
    }

    private static boolean isThere(String reader, Ask ask, boolean who) {
        TwoTrades.Named named = ask.named();
        String page = ask.page();
        boolean one = page.contains("{") || page.equals("/balance") || page.endsWith("-set");
        if (page.equals("/totals")) {
            String territory = switch (TRADES.kind(reader)) {
                case COMMUNE -> Book.COMMUNE_KADIOLO.text();
                case CERCLE -> "ml.sikasso.kadiolo";
                default -> "ml.sikasso";
            };
            return ask.parameter() == null
                    || !ask.parameter().equals("territory")
                    || (ask.code() + ".").startsWith(territory + ".");
        }
        if (!one || (page.equals("/organisations/{organisation}") && named != null)) {
            return true;
        }
        if (named == null) {
            return false;
        }
        boolean own = named.parties().stream().anyMatch((PartyId party) -> TRADES.readsAs(reader, party));
        return switch (named.thing()) {
            case PartyId, ConsignmentId, RunId, ProducerId -> own;
            case SeasonId -> named.lots().stream().anyMatch(lot -> TRADES.sees(reader, lot));
            default -> TRADES.mayKnow(reader, named, who);
        };
    }

    // one after the other, in turns: how often does the foreign one take longer?
    private static void theForeignTakesAsLongAsTheMissing(TwoTrades.Thing thing, String page) {
        String missing = page.formatted(TRADES.missing(thing).getFirst());
        String foreign = TRADES.named(thing).stream()
                .filter(each -> thing == TwoTrades.Thing.PartyId
                        ? each.code().equals("COO-AAA")
                        : !TRADES.mayKnow("EXP-BBB", each, true))
                .map(each -> page.formatted(each.code()))
                .findFirst()
                .orElseThrow();
        List<Long> ofForeign = new ArrayList<>();
        List<Long> ofMissing = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            boolean first = i % 2 == 0;
            long one = nanos(first ? foreign : missing);
            long other = nanos(first ? missing : foreign);
            // the first ones warm up
            if (i >= 20) {
                ofForeign.add(first ? one : other);
                ofMissing.add(first ? other : one);
            }
        }
        long longer = 0;
        for (long each : ofForeign) {
            for (long other : ofMissing) {
                longer += each > other ? 1 : 0;
            }
        }
        double share = longer / (double) (ofForeign.size() * (long) ofMissing.size());
        System.out.printf("%s: the foreign one slower in %.1f %% of all pairs%n", page, share * 100);
        assertThat(share).describedAs("%s slower where it is another's", page).isBetween(0.3, 0.7);
    }

    private static long nanos(String address) {
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Jekasy-Actor", "EXP-BBB/op-1");
        long begin = System.nanoTime();
        int status = service.send(request, address).status();
        long took = System.nanoTime() - begin;
        assertThat(status).isEqualTo(404);
        return took;
    }
}
