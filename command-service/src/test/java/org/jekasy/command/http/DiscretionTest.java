package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.Sscc;
import org.jekasy.language.reference.Role;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every door of the OpenAPI file, knocked at by nine organisations in every role for what is their own, another's and nobody's: whoever has no part in
 * something is answered word for word, and as fast, as if there were no such thing. And the same without {@link Discretion}, which must leak.
 */
@Doorstep
class DiscretionTest {
    private static final List<String> INSIDERS = List.of("COOP-KAD-01", "STAT-SIK-01", "IMP-MRS-01");
    private static final Map<String, String> STRANGERS = Map.of(
            "COOP-OUT-01", "COOPERATIVE",
            "STAT-OUT-01", "STATION",
            "IMP-OUT-01", "IMPORTER",
            "EXP-OUT-01", "EXPORTER",
            "UNI-OUT-01", "UNION",
            "PRO-OUT-01", "PROCESSOR");

    // a stranger who could harvest and take deliveries himself
    private static final String GROWERS = "COOP-OUT-01";
    private static final IssuerCode ISSUER = IssuerCode.parse("X1QF");
    private static final String COMMUNE = "ml.sikasso.kadiolo.nimbougou";

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{3,}");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Autowired
    private Knock knock;

    @Autowired
    private LedgerInMemory ledger;

    @BeforeEach
    void aSeasonIsOver() {
        tell(knock, ledger);
    }

    private static void tell(Knock knock, LedgerInMemory ledger) {
        ledger.forgetEverything();
        for (Story.Step step : Story.told()) {
            Knock.Reply reply = knock.postAs(step.by(), step.path(), step.body().toString());
            assertThat(reply.status()).isEqualTo(step.taken());
        }
        STRANGERS.forEach((name, kind) -> known(
                knock,
                name,
                "/organisations",
                "'organisation':'%s','name':'%s','kind':'%s'%s"
                        .formatted(name, name, kind, name.equals(GROWERS) ? ",'issuers':['" + ISSUER + "']" : "")));
        known(
                knock,
                GROWERS,
                "/producers",
                "'producer':'P-OUT-0001','commune':'%s','consentOn':'2026-01-20'".formatted(COMMUNE));
        known(
                knock,
                GROWERS,
                "/places",
                "'place':'V-OUT-0001','kind':'ORCHARD','producer':'P-OUT-0001','commune':'%s'".formatted(COMMUNE));
        ledger.onlyTry();
    }

    private static void known(Knock knock, String who, String path, String what) {
        assertThat(knock.postAs(who, path, Sent.command(what)).status()).isEqualTo(201);
    }

    /** A request of the season as it was sent, and the same with one name exchanged for one nobody has given. */
    private record Try(
            Story.Step step,
            @Nullable String name,
            @Nullable String missing) {
        String body() {
            ObjectNode body = step.body().deepCopy();
            body.put("eventId", Sent.id());
            return name == null ? body.toString() : body.toString().replace("\"" + name + "\"", "\"" + missing + "\"");
        }
    }

    private static final class Findings {
        private final LongAdder requests = new LongAdder();
        private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
        private final Queue<String> differing = new ConcurrentLinkedQueue<>();
        private final Queue<String> said = new ConcurrentLinkedQueue<>();
        private final Queue<String> withheld = new ConcurrentLinkedQueue<>();

        @Override
        public String toString() {
            return "%s requests %s, %d told apart from what is not there, %d names of others, %d own things withheld"
                    .formatted(requests, byStatus, differing.size(), said.size(), withheld.size());
        }
    }

    @Test
    void whatIsAnothersIsAnsweredLikeWhatIsNotThereAtEveryDoorInEveryRole() throws IOException {
        Findings found = probe(knock);
        System.out.println("with discretion: " + found);

        Set<String> doors = new TreeSet<>(EventJson.mapper()
                .readTree(Files.readString(Path.of("../docs/openapi/command-service.json")))
                .path("paths")
                .propertyNames());
        // an import is the sender's own book; an entry is asked for in the last test
        doors.removeAll(Set.of("/entries", "/imports", "/entries/{eventId}"));
        assertThat(tries().stream().map(each -> each.step().path()).distinct())
                .containsExactlyInAnyOrderElementsOf(doors);
        assertThat(found.differing).isEmpty();
        assertThat(found.said).isEmpty();
        assertThat(found.withheld).isEmpty();
        assertThat(found.requests.sum()).isGreaterThan(10_000);
        assertThat(found.byStatus.keySet()).contains(200, 201, 403, 404, 409, 422);
    }

    @Test
    void withoutDiscretionItLeaks() {
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(
                        Doorstep.Service.class, Indiscreet.class)
                .run("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off")) {
            Knock atTheOther = service.getBean(Knock.class);
            tell(atTheOther, service.getBean(LedgerInMemory.class));
            Findings found = probe(atTheOther);
            System.out.println("without discretion: " + found);
            assertThat(found.differing).hasSizeGreaterThan(100);
            assertThat(found.said).hasSizeGreaterThan(100);
        }
    }

    /** The doors with the filter taken away. */
    static class Indiscreet {
        @Bean
        @Primary
        Discretion none(Ledger ledger) {
            return new Discretion(ledger) {
                @Override
                @Nullable
                Rejection instead(
                        Request request,
                        Outcome outcome,
                        jakarta.servlet.http.HttpServletRequest sent,
                        Set<Object> made) {
                    return null;
                }
            };
        }
    }

    @Test
    void whatIsAnothersTakesAsLongAsWhatIsNotThere() {
        for (String path :
                List.of("/weighings", "/groupings", "/shipments", "/dismantlings", "/receipts", "/harvests")) {
            Try foreign = tries().stream()
                    .filter(each -> each.step().path().equals(path) && each.name() == null)
                    .findFirst()
                    .orElseThrow();
            Try missing = tries().stream()
                    .filter(each -> each.step().equals(foreign.step()) && each.name() != null)
                    .findFirst()
                    .orElseThrow();
            List<Long> ofForeign = new ArrayList<>();
            List<Long> ofMissing = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                boolean first = i % 2 == 0;
                long one = nanos(first ? foreign : missing);
                long other = nanos(first ? missing : foreign);
                // the first ones warm up
                if (i >= 20) {
                    ofForeign.add(first ? one : other);
                    ofMissing.add(first ? other : one);
                }
            }
            long longer = ofForeign.stream()
                    .mapToLong(each ->
                            ofMissing.stream().filter(other -> each > other).count())
                    .sum();
            double share = longer / (double) (ofForeign.size() * (long) ofMissing.size());
            System.out.printf("%s: the foreign one slower in %.1f %% of all pairs%n", path, share * 100);
            assertThat(share).describedAs(path).isBetween(0.3, 0.7);
        }
    }

    @Test
    void theOrchardAndTheGrowerOfAnotherAreNotThereForWhoHasHisOwn() {
        String own = "'orchard':'V-OUT-0001','producer':'P-OUT-0001'";
        assertThat(harvest(own).status()).isEqualTo(201);
        assertThat(harvest("'orchard':'V-OUT-0001'").status()).isEqualTo(201);
        for (String foreign : List.of("V-KAD-0012", "P-KAD-0012")) {
            String ofOne = foreign.startsWith("V") ? "V-OUT-0001" : "P-OUT-0001";
            isNotThere(this::harvest, own.replace(ofOne, foreign), foreign);
        }
        isNotThere(this::harvest, "'orchard':'V-KAD-0012'", "V-KAD-0012");
        // more than any land of his own bears: the season's total of another is nobody's to hear
        isNotThere(what -> harvest(what.replace("500000", "14000000")), "'orchard':'V-KAD-0012'", "V-KAD-0012");
        isNotThere(
                what -> sent("/deliveries", "'area':'ZC-KAD-01','weightG':60000," + what),
                "'producer':'P-KAD-0012'",
                "P-KAD-0012");
        isNotThere(
                what -> sent("/deliveries", "'producer':'P-OUT-0001','weightG':60000," + what),
                "'area':'V-KAD-0012'",
                "V-KAD-0012");
        // shea is gathered on common land
        assertThat(sent("/deliveries", "'producer':'P-OUT-0001','area':'ZC-KAD-01','weightG':60000")
                        .status())
                .isEqualTo(201);
        isNotThere(
                what -> knock.postAs(
                        GROWERS + "/1", "/places", Sent.command("'place':'V-OUT-0002','kind':'ORCHARD'," + what)),
                "'producer':'P-KAD-0012'",
                "P-KAD-0012");
    }

    private Knock.Reply harvest(String where) {
        return sent("/harvests", "'variety':'KEN','weightG':500000," + where);
    }

    private Knock.Reply sent(String path, String what) {
        return knock.postAs(GROWERS + "/1", path, Sent.command("'lot':'%s',%s".formatted(ownCode(), what)));
    }

    private static void isNotThere(Function<String, Knock.Reply> send, String what, String foreign) {
        String missing = missing(foreign);
        assertThat(send.apply(what).isProblem(404, "E-REF-01").text("detail").replace(foreign, "?"))
                .doesNotContain("KAD")
                .isEqualTo(send.apply(what.replace(foreign, missing))
                        .isProblem(404, "E-REF-01")
                        .text("detail")
                        .replace(missing, "?"));
    }

    @Test
    void theReceiptOfAnotherOnesEntryIsNotThere() {
        isNotThereFor(Door.HARVESTS, "COOP-KAD-01", "STAT-SIK-01", "COOP-OUT-01/1;role=manager");
        // on this machine, without saying who he is
        String harvest = Story.example(Door.HARVESTS).path("eventId").asString();
        assertThat(knock.send(knock.bare("/entries/" + harvest).GET()).status()).isEqualTo(200);
    }

    @Test
    void whatRollsAnotherHasIsNotThere() {
        isNotThereFor(Door.CODE_ISSUES, "STAT-SIK-01", "COOP-KAD-01", "STAT-OUT-01/1;role=manager");
        isNotThereFor(Door.CODE_VOIDS, "STAT-SIK-01", "COOP-KAD-01", "STAT-OUT-01/1;role=manager");
    }

    private void isNotThereFor(Door door, String owner, String... strangers) {
        String entry = Story.example(door).path("eventId").asString();
        String missing = missing(entry);
        assertThat(receipt(owner, entry).status()).isEqualTo(200);
        for (String stranger : strangers) {
            assertThat(receipt(stranger, entry).isProblem(404, "").text("detail"))
                    .isEqualTo(receipt(stranger, missing)
                            .isProblem(404, "")
                            .text("detail")
                            .replace(missing, entry));
        }
    }

    private Knock.Reply receipt(String actor, String entry) {
        return knock.send(
                knock.bare("/entries/" + entry).setHeader("Jekasy-Actor", actor).GET());
    }

    private long nanos(Try sent) {
        String body = sent.body();
        long begin = System.nanoTime();
        int status = knock.postAs("STAT-OUT-01/1", sent.step().path(), body).status();
        long took = System.nanoTime() - begin;
        assertThat(status).isEqualTo(404);
        return took;
    }

    private static Findings probe(Knock knock) {
        Findings found = new Findings();
        List<String> roles = new ArrayList<>(List.of(""));
        Arrays.stream(Role.values()).forEach(role -> roles.add(";role=" + role.word()));
        List<Try> tries = tries();
        List<Future<?>> begun = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            for (String role : roles) {
                for (String insider : INSIDERS) {
                    begun.add(workers.submit(() -> own(knock, tries, insider, role, found)));
                }
                for (String stranger : STRANGERS.keySet()) {
                    begun.add(workers.submit(() -> foreign(knock, tries, stranger, role, found)));
                }
            }
            for (Future<?> each : begun) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(asked);
        }
        return found;
    }

    private static void own(Knock knock, List<Try> tries, String insider, String role, Findings found) {
        for (Try each : tries) {
            String by = each.step().by();
            Knock.Reply reply = sent(knock, insider + "/7" + role, each.step().path(), each.body(), found);
            if (each.name() == null && by.startsWith(insider) && reply.status() == 404) {
                found.withheld.add(by + role + " " + each.step().path() + " " + reply.text("detail"));
            }
        }
    }

    private static void foreign(Knock knock, List<Try> tries, String stranger, String role, Findings found) {
        Set<String> secret = new TreeSet<>(INSIDERS);
        tries.forEach(each -> names(each.step().body()).forEach(secret::add));
        for (boolean inABatch : List.of(false, true)) {
            String there = "";
            for (Try each : tries) {
                String body = stranger.equals(GROWERS) ? withOwnCode(each) : each.body();
                String path = inABatch ? "/entries" : each.step().path();
                Knock.Reply reply = sent(
                        knock,
                        stranger + "/7" + role,
                        path,
                        inABatch
                                ? Sent.batch(
                                        false, Sent.named(each.step().door().commandName(), body))
                                : body,
                        found);
                String text = new String(reply.response().body(), StandardCharsets.UTF_8);
                Matcher token = TOKEN.matcher(text);
                while (token.find()) {
                    // whose an issuer code is stands in the register, which everybody reads
                    if (secret.contains(token.group())
                            && !text.contains("\"what\":\"issuer\"")
                            && !body.contains(token.group())) {
                        found.said.add(stranger + role + " " + path + " " + text);
                    }
                }
                String bare = bare(reply, text, each);
                if (each.name() == null) {
                    there = bare;
                } else if (!there.equals(bare)) {
                    found.differing.add(
                            stranger + role + " " + path + "\n  there:     " + there + "\n  not there: " + bare);
                }
            }
        }
    }

    // who gives lots codes of his own gets as far with what is another's as with his own
    private static String withOwnCode(Try sent) {
        return switch (sent.step().door()) {
            case HARVESTS, DELIVERIES ->
                sent.body()
                        .replace(
                                sent.step().body().path("lot").asString(),
                                ownCode().text());
            default -> sent.body();
        };
    }

    private static LotId ownCode() {
        return LotId.ofDay(LocalDate.of(2026, 5, 9), ISSUER, 1);
    }

    // whatever names it has, and its length and headers
    private static String bare(Knock.Reply reply, String text, Try sent) {
        String bare = text;
        for (String name : names(sent.step().body())) {
            bare = bare.replace(name, "?");
        }
        bare = sent.missing() == null ? bare : bare.replace(sent.missing(), "?");
        Set<String> headers = new TreeSet<>(reply.response().headers().map().keySet());
        headers.remove("connection");
        return reply.status() + " " + bare.replaceAll("01980000-0000-7000-8000-[0-9a-f]{12}", "#") + headers;
    }

    private static Knock.Reply sent(Knock knock, String actor, String path, String body, Findings found) {
        Knock.Reply reply = knock.postAs(actor, path, body);
        found.requests.increment();
        found.byStatus.computeIfAbsent(reply.status(), none -> new LongAdder()).increment();
        return reply;
    }

    /** Each request of the season, followed by the same with each thing it names that was there before exchanged. */
    private static List<Try> tries() {
        List<Try> tries = new ArrayList<>();
        Set<String> before = new LinkedHashSet<>();
        for (Story.Step step : Story.told()) {
            tries.add(new Try(step, null, null));
            Set<String> names = names(step.body());
            for (String name : names) {
                boolean agreed = step.path().equals("/approvals") || step.path().equals("/rejections");
                if (before.contains(name) || agreed) {
                    tries.add(new Try(step, name, missing(name)));
                }
            }
            before.addAll(names);
            before.add(step.body().path("eventId").asString());
        }
        return tries;
    }

    /** The lots, pallets, consignments, containers, recalls, producers, orchards and entries in a request. */
    private static Set<String> names(ObjectNode body) {
        ObjectNode own = body.deepCopy();
        own.remove("eventId");
        Set<String> names = new LinkedHashSet<>();
        Matcher text = TEXT.matcher(own.toString());
        while (text.find()) {
            String word = text.group(1);
            if (!missing(word).isEmpty()) {
                names.add(word);
            }
        }
        return names;
    }

    // as long, of the same form, and nobody's; empty for what names nothing of the kind
    private static String missing(String name) {
        if (UUID.matcher(name).matches()) {
            return name.substring(0, 24) + "00000000ffff";
        }
        if (name.matches("EXP-2026-\\d{3}")) {
            return "EXP-2026-999";
        }
        if (name.matches("RAPPEL-2026-\\d\\d")) {
            return "RAPPEL-2026-99";
        }
        if (name.matches("[A-Z]{4}\\d{7}")) {
            return checked("MSKU00099", 100, ContainerNumber::parse);
        }
        if (name.matches("\\d{18}")) {
            return checked("0952123400000099", 100, Sscc::parse);
        }
        if (name.matches("[PV]-KAD-\\d{4}")) {
            return name.substring(0, 6) + "9999";
        }
        if (name.matches("\\d{5}(K7QF|PS01)[0-9A-Z]{5}")) {
            return LotId.ofDay(LocalDate.of(2026, 5, 10), LotId.parse(name).issuer(), 999)
                    .text();
        }
        return "";
    }

    private static String checked(String beginning, int most, Function<String, ?> parse) {
        return IntStream.range(0, most)
                .mapToObj(end -> beginning + "%02d".formatted(end))
                .filter(code -> {
                    try {
                        var _ = parse.apply(code);
                        return true;
                    } catch (Malformed wrong) {
                        return false;
                    }
                })
                .findFirst()
                .orElseThrow();
    }
}
