package org.jekasy.command.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.MultipartConfigElement;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.jekasy.command.InTurns;
import org.jekasy.command.journal.Annex;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.language.Actor;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.reference.Permissions;
import org.jekasy.language.reference.Role;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** What is kept of a person, who sees it, and that nothing is left of it where it does not belong. */
@ExtendWith(OutputCaptureExtension.class)
class PersonsIT {
    private static final String MANAGER = RegisterHouse.MANAGER;
    private static final List<String> ALL_PURPOSES =
            List.of("name-to-buyer", "phone-for-recall", "position-for-eudr", "photo-to-buyer");

    private static RegisterHouse house;

    @BeforeAll
    static void open(@TempDir Path folder) {
        house = new RegisterHouse(folder);
        house.cooperative("COOP-KAD-01", "K7QF");
        house.cooperative("COOP-OUT-01", "T5RV");
        house.producer("COOP-OUT-01", "OUT-0001");
        await().untilAsserted(() -> house.harvest("COOP-OUT-01", "T5RV", "OUT-0001", 1));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    // ---- nothing is left

    @Test
    void aNameIsInTheRegisterOnlyAndOnceErasedNowhere(CapturedOutput said) throws Exception {
        house.logsInDetail(true);
        String name = "Zénabou Quadrophène";
        String how = "d’accord, dit Quadrophène le jeudi";
        house.producer("COOP-KAD-01", "KAD-0001");
        // two that differ: the statistics of a column would hold both
        house.send(
                        "COOP-OUT-01/op-1",
                        "PUT",
                        "/persons/P-OUT-0001",
                        "{\"name\":\"Adama Bagayoko\",\"phone\":\"60000001\"}")
                .is(200);
        house.send(MANAGER, "PUT", "/persons/P-KAD-0001", """
                {"name":"%s","phone":"79 41 72 53"}""".formatted(name)).is(200);
        for (String purpose : ALL_PURPOSES) {
            house.send(MANAGER, "POST", "/persons/P-KAD-0001/consents", """
                    {"purpose":"%s","given":true,"on":"2026-05-12","words":"%s"}""".formatted(purpose, how))
                    .is(201);
        }
        house.send(MANAGER, "PUT", "/persons/P-KAD-0001/orchards/V-KAD-0001", """
                {"lat":10.551234,"lon":-5.767891}""")
                .is(204);
        house.send(MANAGER, "PUT", "/persons/P-KAD-0001/photo", photoNaming(name), "image/png", "fr")
                .is(204);
        String lot = house.harvest("COOP-KAD-01", "K7QF", "KAD-0001", 1);
        List<String> personal = List.of("Quadrophène", "79417253", "10.551234", "5.767891");
        // as they stand in the files of the tables
        List<byte[]> stored = List.of(
                lastOf(Base64.getDecoder()
                        .decode(house.send(MANAGER, "GET", "/persons/P-KAD-0001", "")
                                .json()
                                .path("photo")
                                .asString()
                                .replace("data:image/jpeg;base64,", ""))),
                numeric(10, 5512, 3400),
                numeric(5, 7678, 9100));
        // every way of reading, and of going wrong with it
        for (String path :
                List.of("", "/export", "/for/name-to-buyer", "/for/phone-for-recall", "/for/photo-to-buyer")) {
            house.send(MANAGER, "GET", "/persons/P-KAD-0001" + path, "").is(200);
        }
        house.send(MANAGER, "GET", "/persons", "").is(200);
        house.send(MANAGER, "PUT", "/persons/P-KAD-0001", """
                {"name":"Quadrophène","phone":"79417253x"}""").is(422);
        house.send(MANAGER, "PUT", "/persons/P-KAD-0001", """
                {"name":"Quadrophène","phon":"79417253"}""").is(422);
        house.send(MANAGER, "PUT", "/persons/P-KAD-0001", "{\"name\":\"Quadrophène\"")
                .is(400);
        house.send(MANAGER, "PUT", "/persons/P-KAD-0001", "Quadrophène 79417253", "text/plain", "fr")
                .is(400);
        await().untilAsserted(() -> assertThat(Search.files(house.kafka, lot)).isNotEmpty());
        house.database.sql("analyze");

        // there are names to be found: the search finds them in tables, in columns of bytes and in files
        assertThat(Search.tables(house.database, "Quadrophène")).containsExactly("persons.consent", "persons.person");
        assertThat(Search.tables(house.database, "79417253")).containsExactly("persons.person");
        assertThat(Search.tables(house.database, "10.551234")).containsExactly("persons.orchard_position");
        assertThat(Search.tables(house.database, "P-KAD-0001"))
                .contains("public.journal", "public.journal_tag", "persons.audit");
        house.database.sql("checkpoint");
        assertThat(Search.files(tableFiles(), "Quadrophène")).isNotEmpty();
        assertThat(Search.files(tableFiles(), "79417253")).isNotEmpty();
        for (byte[] each : stored) {
            assertThat(Search.files(tableFiles(), each)).isNotEmpty();
        }
        for (String each : personal) {
            assertThat(Search.files(house.kafka, each)).isEmpty();
            assertThat(Search.files(house.identity, each)).isEmpty();
        }
        assertThat(Search.files(house.identity, "COOP-KAD-01")).isNotEmpty();

        // somebody in the database still sees what was there before
        try (Connection elsewhere = house.database.connect();
                Statement look = elsewhere.createStatement()) {
            look.execute("begin isolation level repeatable read; select count(*) from public.journal");
            house.send(MANAGER, "DELETE", "/persons/P-KAD-0001", "").is(200);
        }

        house.database.sql("analyze");
        house.database.sql("checkpoint");
        for (String each : personal) {
            assertThat(Search.tables(house.database, each)).as(each).isEmpty();
            // the tables were written anew: not a byte is left in their files
            assertThat(Search.files(tableFiles(), each)).as(each).isEmpty();
            assertThat(Search.files(house.kafka, each)).as(each).isEmpty();
            assertThat(Search.files(house.identity, each)).as(each).isEmpty();
            assertThat(said.getAll()).as(each).doesNotContain(each);
        }
        for (byte[] each : stored) {
            assertThat(Search.files(tableFiles(), each)).isEmpty();
        }
        assertThat(said.getAll())
                .contains("a effacé de son registre la personne P-KAD-0001")
                .contains("DEBUG");
        house.logsInDetail(false);
        assertThat(house.database.number("select count(*) from persons.photo where producer = 'P-KAD-0001'"))
                .isZero();
        // the number stays in the ledger, and that there was an erasure
        JsonNode left =
                house.send(MANAGER, "GET", "/persons/P-KAD-0001", "").is(200).json();
        assertThat(left.path("name").isMissingNode()).isTrue();
        assertThat(left.at("/erasures/0/operator").asString()).isEqualTo("op-2");
        assertThat(left.at("/consents/0/words").isMissingNode()).isTrue();
        house.send(MANAGER, "GET", "/persons/P-KAD-0001/for/name-to-buyer", "").is(409);
        assertThat(lots(house.send(MANAGER, "GET", "/persons/P-KAD-0001/export", "")))
                .containsExactly(lot);
    }

    // the compressed points of the picture: what comes before them is the same in all
    private static byte[] lastOf(byte[] jpeg) {
        return Arrays.copyOfRange(jpeg, jpeg.length - 60, jpeg.length);
    }

    // PostgreSQL keeps a number as groups of four digits in two bytes each
    private static byte[] numeric(int... groups) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * groups.length).order(ByteOrder.nativeOrder());
        for (int group : groups) {
            bytes.putShort((short) group);
        }
        return bytes.array();
    }

    @Test
    void anErasureCopiesOnlyTheTablesSomethingStoodIn() throws SQLException {
        house.producer("COOP-KAD-01", "KAD-0011");
        String person = "/persons/P-KAD-0011";
        String files =
                "select string_agg(pg_relation_filenode('persons.' || t)::text, ' ' order by t) from unnest(array['%s']) as t";
        String allFiles = files.formatted("consent','orchard_position','person','photo");
        String before = text(allFiles);
        house.send(MANAGER, "DELETE", person, "").is(200);
        assertThat(text(allFiles)).isEqualTo(before);

        house.send(MANAGER, "PUT", person, "{\"name\":\"Awa Traoré\"}").is(200);
        String others = text(files.formatted("consent','orchard_position','photo"));
        String names = text(files.formatted("person"));
        house.send(MANAGER, "DELETE", person, "").is(200);
        assertThat(text(files.formatted("person"))).isNotEqualTo(names);
        assertThat(text(files.formatted("consent','orchard_position','photo"))).isEqualTo(others);

        // a photo that was deleted with its consent is still in the file
        says("P-KAD-0011", true, LocalDate.now(ZoneOffset.UTC));
        house.send(MANAGER, "PUT", person + "/photo", picture(40, "jpeg"), "image/jpeg", "fr")
                .is(204);
        says("P-KAD-0011", false, LocalDate.now(ZoneOffset.UTC));
        String photos = text(files.formatted("photo"));
        house.send(MANAGER, "DELETE", person, "").is(200);
        assertThat(text(files.formatted("photo"))).isNotEqualTo(photos);
    }

    @Test
    void whatTakesLongIsGivenTimeAndNothingElseIs() {
        Annex annex = house.part("personAnnex", Annex.class);
        Supplier<String> patience = () ->
                annex.sql().sql("show statement_timeout").query(String.class).single();
        assertThat(annex.together(Duration.ofMinutes(5), patience)).isEqualTo("5min");
        assertThat(annex.together(patience)).isEqualTo("30s");
    }

    private static Path tableFiles() throws SQLException {
        return Path.of(text("show data_directory"))
                .resolve("base")
                .resolve(text("select oid::text from pg_database where datname = current_database()"));
    }

    private static String text(String query) throws SQLException {
        try (Connection connection = house.database.connect();
                Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    // a telephone writes beside the picture what it thinks it knows
    private static byte[] photoNaming(String name) {
        byte[] picture = unlikeAnyOther();
        byte[] text = ("Author\0" + name).getBytes(StandardCharsets.UTF_8);
        ByteBuffer chunk = ByteBuffer.allocate(text.length + 12);
        java.util.zip.CRC32 sum = new java.util.zip.CRC32();
        byte[] kind = "tEXt".getBytes(StandardCharsets.US_ASCII);
        sum.update(kind);
        sum.update(text);
        chunk.putInt(text.length).put(kind).put(text).putInt((int) sum.getValue());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int head = 33;
        all.write(picture, 0, head);
        all.writeBytes(chunk.array());
        all.write(picture, head, picture.length - head);
        return all.toByteArray();
    }

    private static byte[] unlikeAnyOther() {
        BufferedImage points = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(20260512);
        points.setRGB(0, 0, 16, 16, random.ints(256, 0, 0x1000000).toArray(), 0, 16);
        return written(points, "png");
    }

    static byte[] picture(int side, String format) {
        return written(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), format);
    }

    private static byte[] written(BufferedImage picture, String format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(picture, format, bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> lots(RegisterHouse.Reply export) {
        List<String> lots = new ArrayList<>();
        export.is(200).json().path("lots").forEach(lot -> lots.add(lot.asString()));
        return lots;
    }

    // ---- whose it is

    @Test
    void anothersProducerIsAnsweredAsOneThatIsNotThereAtEveryDoorInEveryRole() throws IOException {
        List<String> doors = new ArrayList<>();
        EventJson.mapper()
                .readTree(Files.readString(Path.of("../docs/openapi/persons.json")))
                .path("paths")
                .forEachEntry(
                        (path, methods) -> methods.propertyNames().forEach(method -> doors.add(method + " " + path)));
        assertThat(Knock.DOORS.stream().map(Knock::door)).containsExactlyInAnyOrderElementsOf(doors);
        // every row of the matrix that is about persons
        assertThat(Knock.DOORS.stream().map(Knock::what).distinct())
                .containsExactlyInAnyOrderElementsOf(Permissions.shipped().all().stream()
                        .filter(what -> what.endsWith("Person") || what.equals("RecordConsent"))
                        .toList());

        List<String> roles = new ArrayList<>(List.of(""));
        Arrays.stream(Role.values()).forEach(role -> roles.add(role.word()));
        PersonProbe probe = new PersonProbe(house);
        probe.knock(roles);
        System.out.println("whose it is, asked: " + probe);

        assertThat(probe.wrong).isEmpty();
        assertThat(probe.toldApart).isEmpty();
        assertThat(probe.said).isEmpty();
        assertThat(probe.requests).isGreaterThan(1_500);
        house.send(MANAGER, "GET", "/persons/P-OUT-0001", "")
                .isProblem(
                        404,
                        "E-REF-01",
                        "Producteur inconnu, ou pas de votre organisation : P-OUT-0001. Vérifiez le numéro.");
    }

    @Test
    void withoutTheQuestionWhoseItIsItLeaks(@TempDir Path folder) {
        try (RegisterHouse indiscreet = new RegisterHouse(folder, Indiscreet::in)) {
            PersonProbe probe = new PersonProbe(indiscreet);
            probe.knock(List.of("", Role.MANAGER.word()));
            System.out.println("whose it is, not asked: " + probe);
            for (Knock door : Knock.DOORS) {
                if (door.path().contains("{producer}")) {
                    assertThat(probe.toldApart).anyMatch(each -> each.startsWith(door.door() + " by "));
                }
            }
            // the lots of another's producer are told; the file with the name stays its organisation's even so
            assertThat(probe.said)
                    .anyMatch(each -> each.startsWith("get /persons/{producer}/export by "))
                    .noneMatch(each -> PersonProbe.NAMES.stream().anyMatch(each::contains));
        }
    }

    /** The doors as if nobody had thought of asking whose a producer is. */
    private static final class Indiscreet extends PersonController {
        private Indiscreet(GenericApplicationContext service) {
            super(service.getBean(Persons.class), service.getBean(Ledger.class), service.getBean(Clock.class));
        }

        static SpringApplicationBuilder in(SpringApplicationBuilder service) {
            return service.initializers((GenericApplicationContext context) ->
                    context.registerBean("personController", PersonController.class, () -> new Indiscreet(context)));
        }

        @Override
        boolean isOwn(@Nullable ProducerRegistered registered, Actor by) {
            return registered != null;
        }
    }

    @Test
    void anothersOrchardIsNoPlaceOfThisProducer() {
        house.producer("COOP-KAD-01", "KAD-0003");
        house.agrees("P-KAD-0003", List.of("position-for-eudr"));
        for (String place : List.of("V-OUT-0001", "V-OUT-0002")) {
            house.send(MANAGER, "PUT", "/persons/P-KAD-0003/orchards/" + place, "{\"lat\":10.5,\"lon\":-5.7}")
                    .isProblem(
                            404,
                            "E-REF-01",
                            "Verger inconnu, ou pas de ce producteur : " + place + ". Vérifiez le code.");
        }
    }

    @Test
    void anothersProducerTakesAsLongAsOneThatIsNotThere() {
        assertThat(InTurns.firstLonger(() -> nanos("P-OUT-0001"), () -> nanos("P-OUT-0002")))
                .isBetween(0.3, 0.7);
    }

    private static long nanos(String producer) {
        long begin = System.nanoTime();
        house.send(MANAGER, "GET", "/persons/" + producer, "").is(404);
        return System.nanoTime() - begin;
    }

    // ---- consent

    @Test
    void eachThingIsHandedOnForItsOwnPurposeAndOnlyWithConsent() {
        house.producer("COOP-KAD-01", "KAD-0004");
        String person = "/persons/P-KAD-0004";
        house.send(MANAGER, "PUT", person, "{\"name\":\"Awa Traoré\",\"phone\":\"00223 76.00.00.04\"}")
                .is(200);
        house.send(MANAGER, "PUT", person + "/photo", picture(40, "jpeg"), "image/jpeg", "fr")
                .isProblem(
                        409,
                        "E-CONS-01",
                        "P-KAD-0004 n’est pas (ou plus) d’accord pour « photo-to-buyer » : rien n’a été gardé ni donné. Demandez son accord, notez-le, puis recommencez.");
        house.send(MANAGER, "PUT", person + "/orchards/V-KAD-0004", "{\"lat\":10.5,\"lon\":-5.7}")
                .is(409);
        for (String purpose : ALL_PURPOSES) {
            house.send(MANAGER, "GET", person + "/for/" + purpose, "").is(409);
        }
        house.agrees("P-KAD-0004", ALL_PURPOSES);
        house.send(MANAGER, "PUT", person + "/photo", picture(40, "jpeg"), "image/jpeg", "fr")
                .is(204);
        house.send(MANAGER, "PUT", person + "/orchards/V-KAD-0004", "{\"lat\":10.5,\"lon\":-5.7}")
                .is(204);

        String quality = "COOP-KAD-01/op-4;role=quality-officer";
        JsonNode toCall = house.send(quality, "GET", person + "/for/phone-for-recall", "")
                .is(200)
                .json();
        assertThat(toCall.path("phone").asString()).isEqualTo("+22376000004");
        assertThat(toCall.propertyNames()).containsExactly("producer", "purpose", "consentOn", "phone", "orchards");
        assertThat(toCall.path("orchards")).isEmpty();
        JsonNode toName =
                house.send(MANAGER, "GET", person + "/for/name-to-buyer", "").json();
        assertThat(toName.path("name").asString()).isEqualTo("Awa Traoré");
        assertThat(toName.path("phone").isMissingNode()).isTrue();
        JsonNode toLocate = house.send(MANAGER, "GET", person + "/for/position-for-eudr", "")
                .json();
        assertThat(toLocate.at("/orchards/0").toString())
                .isEqualTo("{\"place\":\"V-KAD-0004\",\"lat\":10.5,\"lon\":-5.7}");
        assertThat(toLocate.path("name").isMissingNode()).isTrue();
        String photo = house.send(MANAGER, "GET", person + "/for/photo-to-buyer", "")
                .json()
                .path("photo")
                .asString();
        assertThat(Base64.getDecoder().decode(photo.replace("data:image/jpeg;base64,", "")))
                .startsWith(0xFF, 0xD8);

        for (String purpose : ALL_PURPOSES) {
            house.send(MANAGER, "POST", person + "/consents", """
                    {"purpose":"%s","given":false,"on":"2026-05-20"}""".formatted(purpose))
                    .is(201);
            house.send(MANAGER, "GET", person + "/for/" + purpose, "").is(409);
        }
        // what was kept with consent only is gone with it, what was said stays
        JsonNode left = house.send(MANAGER, "GET", person, "").json();
        assertThat(left.path("name").asString()).isEqualTo("Awa Traoré");
        assertThat(left.path("photo").isMissingNode()).isTrue();
        assertThat(left.path("orchards")).isEmpty();
        assertThat(left.path("consents")).hasSize(8);
        assertThat(left.at("/consents/4").toString())
                .contains("\"purpose\":\"name-to-buyer\",\"given\":false,\"on\":\"2026-05-20\"")
                .contains("\"operator\":\"op-2\"");
    }

    private static void says(String producer, boolean given, LocalDate on) {
        house.send(MANAGER, "POST", "/persons/" + producer + "/consents", """
                {"purpose":"photo-to-buyer","given":%s,"on":"%s"}""".formatted(given, on))
                .is(201);
    }

    @Test
    void theWordOfTheLatestDayCountsHoweverLateAnEarlierOneIsNoted() {
        house.producer("COOP-KAD-01", "KAD-0007");
        String handOn = "/persons/P-KAD-0007/for/photo-to-buyer";
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        says("P-KAD-0007", false, today.minusDays(10));
        says("P-KAD-0007", true, today.minusDays(12));
        house.send(MANAGER, "GET", handOn, "").is(409);
        // of two of one day the one that is noted last
        says("P-KAD-0007", true, today.minusDays(10));
        assertThat(house.send(MANAGER, "GET", handOn, "").is(200).body())
                .contains("\"consentOn\":\"" + today.minusDays(10));
        house.send(MANAGER, "PUT", "/persons/P-KAD-0007/photo", picture(40, "jpeg"), "image/jpeg", "fr")
                .is(204);
        // overtaken before it was noted: the photo stays
        says("P-KAD-0007", false, today.minusDays(11));
        assertThat(house.send(MANAGER, "GET", handOn, "").is(200).body()).contains("data:image/jpeg");

        house.send(MANAGER, "DELETE", "/persons/P-KAD-0007", "").is(200);
        says("P-KAD-0007", true, today.minusDays(1));
        house.send(MANAGER, "GET", handOn, "").is(409);
        says("P-KAD-0007", true, LocalDate.now(ZoneOffset.UTC));
        house.send(MANAGER, "GET", handOn, "").is(200);
    }

    @Test
    void anErasureEndsWhatWasSaidBeforeItAndIsNotedAfter() {
        house.producer("COOP-KAD-01", "KAD-0008");
        house.send(MANAGER, "DELETE", "/persons/P-KAD-0008", "").is(200);
        // there was no consent yet to take back
        says("P-KAD-0008", true, LocalDate.now(ZoneOffset.UTC).minusDays(1));

        house.send(MANAGER, "GET", "/persons/P-KAD-0008/for/photo-to-buyer", "").is(409);
    }

    @Test
    void aPhotoDoesNotOvertakeAConsentThatIsBeingTakenBack() throws Exception {
        house.producer("COOP-KAD-01", "KAD-0009");
        house.agrees("P-KAD-0009", ALL_PURPOSES);
        try (Connection elsewhere = house.database.connect();
                Statement act = elsewhere.createStatement()) {
            act.execute("begin; select pg_advisory_xact_lock(hashtext('COOP-KAD-01'), hashtext('P-KAD-0009'));"
                    + " insert into persons.consent (organisation, producer, purpose, given, said_on, recorded_at, operator)"
                    + " select 'COOP-KAD-01', 'P-KAD-0009', purpose, false, '2026-05-13', now(), 'op-2'"
                    + " from unnest(array['photo-to-buyer', 'position-for-eudr']) as purpose");
            CompletableFuture<RegisterHouse.Reply> photo = CompletableFuture.supplyAsync(() ->
                    house.send(MANAGER, "PUT", "/persons/P-KAD-0009/photo", picture(40, "jpeg"), "image/jpeg", "fr"));
            CompletableFuture<RegisterHouse.Reply> position = CompletableFuture.supplyAsync(() -> house.send(
                    MANAGER, "PUT", "/persons/P-KAD-0009/orchards/V-KAD-0009", "{\"lat\":10.5,\"lon\":-5.7}"));
            await().untilAsserted(() -> assertThat(
                            house.database.number(
                                    "select count(*) from pg_locks where locktype = 'advisory' and not granted and objsubid = 2"
                                            + " and database = (select oid from pg_database where datname = current_database())"))
                    .isEqualTo(2));
            act.execute("commit");

            photo.join().is(409);
            position.join().is(409);
        }
    }

    @Test
    void aNumberThatWasVoidedOpensReadingExportAndErasureOnly() {
        house.producer("COOP-KAD-01", "KAD-0010");
        String person = "/persons/P-KAD-0010";
        house.send(MANAGER, "PUT", person, "{\"name\":\"Awa Traoré\"}").is(200);
        house.agrees("P-KAD-0010", ALL_PURPOSES);
        house.voids("KAD-0010");
        house.producer("COOP-OUT-01", "KAD-0010");
        String lot = house.harvest("COOP-OUT-01", "T5RV", "KAD-0010", 10);

        for (Knock door : Knock.DOORS) {
            boolean reads = Set.of("ReadPerson", "ExportPerson", "ErasePerson").contains(door.what());
            RegisterHouse.Reply answer =
                    door.at(house, MANAGER, "KAD-0010", "KAD-0010").is(reads ? door.done() : 404);
            assertThat(answer.body()).doesNotContain(lot);
        }
        assertThat(lots(house.send("COOP-OUT-01/op-1", "GET", person + "/export", "")))
                .containsExactly(lot);
    }

    @Test
    void theExportIsEverythingThatIsHeldInOneFile() {
        house.producer("COOP-KAD-01", "KAD-0005");
        String person = "/persons/P-KAD-0005";
        house.send(MANAGER, "PUT", person, "{\"name\":\"Oumou Coulibaly\",\"phone\":\"76000005\"}")
                .is(200);
        house.agrees("P-KAD-0005", ALL_PURPOSES);
        house.send(MANAGER, "PUT", person + "/photo", picture(40, "png"), "image/png", "fr")
                .is(204);
        house.send(MANAGER, "PUT", person + "/orchards/V-KAD-0005", "{\"lat\":10.5,\"lon\":-5.7}")
                .is(204);
        List<String> lots = List.of(
                house.harvest("COOP-KAD-01", "K7QF", "KAD-0005", 51),
                house.harvest("COOP-KAD-01", "K7QF", "KAD-0005", 52));

        String clerk = "COOP-KAD-01/op-9;role=manager";
        house.send(clerk, "GET", "/persons?after=P-KAD-0004", "").is(200);

        RegisterHouse.Reply export =
                house.send(MANAGER, "GET", person + "/export", "").is(200);

        assertThat(export.disposition()).isEqualTo("attachment; filename=\"P-KAD-0005.json\"");
        JsonNode file = export.json();
        assertThat(file.at("/person/name").asString()).isEqualTo("Oumou Coulibaly");
        assertThat(file.at("/person/phone").asString()).isEqualTo("+22376000005");
        assertThat(file.at("/person/photo").asString()).startsWith("data:image/jpeg;base64,");
        assertThat(file.at("/person/orchards/0/place").asString()).isEqualTo("V-KAD-0005");
        assertThat(file.at("/person/consents")).hasSize(4);
        assertThat(file.at("/registration/commune").asString()).isEqualTo("ml.sikasso.kadiolo.nimbougou");
        assertThat(lots(export)).containsExactlyElementsOf(lots);
        assertThat(file.at("/history").toString())
                .contains("\"what\":\"KEPT\",\"operator\":\"op-2\",\"detail\":\"photo\"")
                .contains("\"what\":\"LISTED\",\"operator\":\"op-9\"")
                .contains("\"what\":\"EXPORTED\"");
        // another's lots are not in it
        assertThat(lots(house.send("COOP-OUT-01/op-1", "GET", "/persons/P-OUT-0001/export", "")))
                .hasSize(1)
                .doesNotContainAnyElementsOf(lots);
    }

    // ---- lists

    private static final String LIST = """
            n° producteur;nom;prénom;téléphone;commune;consentement le
            P-KAD-0021;Sirakoroba;Awa;76 00 00 21 ;ml.sikasso.kadiolo.nimbougou;2026-02-04
            P-KAD-0022;<i>;;;ml.sikasso.kadiolo.nimbougou;2026-02-04
            P-KAD-0023;Sirakoroba;Issa;76/77;ml.sikasso.kadiolo.nimbougou;2026-02-04
            P-KAD-0024;Sirakoroba;Oumou;;ml.sikasso.kadiolo.nowhere;2026-02-04
            """;

    private static JsonNode imported(String actor, String list) {
        return house.send(actor, "POST", "/imports", list, "text/csv", "fr")
                .is(200)
                .json();
    }

    @Test
    void theNamesInAListOfProducersGoToTheRegisterAndNowhereElse() {
        JsonNode withoutNames = imported("COOP-KAD-01/op-3;role=station-clerk", LIST);
        assertThat(withoutNames.path("accepted").asInt()).isEqualTo(3);
        assertThat(withoutNames.path("named").asInt()).isZero();
        assertThat(Search.tables(house.database, "Sirakoroba")).isEmpty();

        JsonNode again = imported(MANAGER, LIST);
        assertThat(again.path("repeated").asInt()).isEqualTo(3);
        assertThat(again.path("refused").asInt()).isEqualTo(1);
        assertThat(again.path("named").asInt()).isEqualTo(2);
        assertThat(again.path("ignored")).isEmpty();
        JsonNode awa = house.send(MANAGER, "GET", "/persons/P-KAD-0021", "").json();
        assertThat(awa.path("name").asString()).isEqualTo("Awa Sirakoroba");
        assertThat(awa.path("phone").asString()).isEqualTo("+22376000021");
        assertThat(Search.tables(house.database, "Sirakoroba")).containsExactly("persons.person");
        await().untilAsserted(() ->
                assertThat(Search.files(house.kafka, "P-KAD-0023")).isNotEmpty());
        assertThat(Search.files(house.kafka, "Sirakoroba")).isEmpty();

        // sent once more, it changes nothing: there is nothing to tell
        assertThat(imported(MANAGER, LIST).path("named").asInt()).isEqualTo(2);
        assertThat(house.database.number(
                        "select count(*) from persons.audit where producer = 'P-KAD-0021' and what = 'KEPT'"))
                .isEqualTo(1);

        // who was erased is not brought back by an old list
        for (String producer : List.of("P-KAD-0021", "P-KAD-0023")) {
            house.send(MANAGER, "DELETE", "/persons/" + producer, "").is(200);
        }
        assertThat(imported(MANAGER, LIST).path("named").asInt()).isZero();
        assertThat(Search.tables(house.database, "Sirakoroba")).isEmpty();
    }

    @Test
    void namesAreKeptFiveHundredAtATime() {
        Map<Dossier, Persons.Named> names = new HashMap<>();
        PartyId keeper = PartyId.parse("COOP-BIG-01");
        for (int i = 0; i < 501; i++) {
            names.put(
                    new Dossier(keeper, ProducerId.parse("P-BIG-" + i)),
                    new Persons.Named(new PersonName("Awa"), null));
        }

        assertThat(house.part("persons", Persons.class).keepAll(names, Actor.of(keeper)))
                .isEqualTo(501);

        assertThat(house.database.number("select count(*) from persons.audit where organisation = 'COOP-BIG-01'"))
                .isEqualTo(501);
        assertThat(house.database.number(
                        "select count(distinct xmin::text) from persons.person where organisation = 'COOP-BIG-01'"))
                .isEqualTo(2);
    }

    @Test
    void aListThatIsInAnothersWayCanBeSentAgain() throws Exception {
        String list = """
                n° producteur;nom complet;commune;consentement le
                P-KAD-0031;Awa Sirabaya;ml.sikasso.kadiolo.nimbougou;2026-02-04
                P-KAD-0032;Issa Sirabaya;ml.sikasso.kadiolo.nimbougou;2026-02-04
                """;
        assertThat(imported(MANAGER, list).path("named").asInt()).isEqualTo(2);
        String changed = list.replace("Sirabaya", "Sirabayo");
        try (Connection elsewhere = house.database.connect();
                Statement act = elsewhere.createStatement()) {
            String touch = "update persons.person set phone = null where producer = 'P-KAD-003%d'";
            // whoever waits first is the one that gives up
            act.execute("begin; set local deadlock_timeout = '1min'; " + touch.formatted(2));
            CompletableFuture<RegisterHouse.Reply> stuck = CompletableFuture.supplyAsync(
                    () -> house.send(MANAGER, "POST", "/imports", changed, "text/csv", "fr"));
            await().pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(
                                    house.database.number(
                                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"))
                            .isEqualTo(1));
            act.execute(touch.formatted(1));

            stuck.join().is(503);
            act.execute("rollback");
        }
        assertThat(imported(MANAGER, changed).path("named").asInt()).isEqualTo(2);
        assertThat(house.send(MANAGER, "GET", "/persons/P-KAD-0031", "").body()).contains("Awa Sirabayo");
    }

    @Test
    void aFileThatIsSentIsNotWrittenToTheDisk() {
        MultipartConfigElement forms = house.part("multipartConfigElement", MultipartConfigElement.class);
        assertThat((long) forms.getFileSizeThreshold()).isGreaterThanOrEqualTo(forms.getMaxRequestSize());
    }

    @Test
    void aListOfPersonsIsNotTakenForOneOfOrganisations() {
        for (String heading : List.of("prénom", "téléphone", "nom complet")) {
            for (String kind : List.of("", heading.equals("téléphone") ? "?as=auto" : "?as=organisations")) {
                house.send(
                                MANAGER,
                                "POST",
                                "/imports" + kind,
                                "code;nom;" + heading + "\nAWA-1;Sirakoroba;x\n",
                                "text/csv",
                                "fr")
                        .is(422);
            }
        }
        assertThat(Search.tables(house.database, "Sirakoroba")).isEmpty();
        // without such a column it is one of organisations
        assertThat(imported(MANAGER, "code;nom\nCOOP-KAD-07;Coopérative de Fourou\n")
                        .path("kind")
                        .asString())
                .isEqualTo("organisations");
    }

    // ---- what can not be taken

    @Test
    void whatCanNotBeTakenIsSaidInFrenchAndEnglish() {
        house.producer("COOP-KAD-01", "KAD-0006");
        String person = "/persons/P-KAD-0006";
        house.agrees("P-KAD-0006", ALL_PURPOSES);
        house.send(MANAGER, "PUT", person, "{\"name\":\"Awa\",\"phone\":\"12\"}")
                .isProblem(422, "E-FORM-01", "phone : « … » ne peut pas être lu ; attendu : +223 76 12 34 56.");
        house.send(MANAGER, "PUT", person, "{\"name\":\"<b>Awa\"}", "application/json", "en")
                .isProblem(422, "E-FORM-01", "name: \"…\" can not be read; expected: Awa Traoré.");
        house.send(MANAGER, "PUT", person, "{\"name\":\"Awa\",\"prenom\":\"Awa\"}")
                .isProblem(422, "E-FORM-01", "Le champ prenom n’est pas connu. Champs possibles : name, phone.");
        house.send(MANAGER, "PUT", person + "/orchards/V-KAD-0006", "{\"lat\":91,\"lon\":0}", "application/json", "en")
                .isProblem(422, "E-FORM-01", "lat: \"…\" can not be read; expected: -90 … 90.");
        house.send(
                        MANAGER,
                        "POST",
                        person + "/consents",
                        "{\"purpose\":\"marketing\",\"given\":true,\"on\":\"2026-05-12\"}")
                .isProblem(
                        422,
                        "E-FORM-01",
                        "purpose : « marketing » ne peut pas être lu ; attendu : name-to-buyer | phone-for-recall | position-for-eudr | photo-to-buyer.");
        house.send(
                        MANAGER,
                        "POST",
                        person + "/consents",
                        "{\"purpose\":\"name-to-buyer\",\"given\":true,\"on\":\"2199-05-12\"}")
                .is(422);
        house.send("COOP-KAD-01", "DELETE", person, "", "", "en")
                .isProblem(
                        401,
                        "",
                        "Who acts? A consent or an erasure is noted with the operator's number (Jekasy-Actor: organisation/operator).");
        house.send(MANAGER, "PUT", person + "/photo", new byte[200 * 1024 + 1], "image/jpeg", "fr")
                .isProblem(413, "E-FORM-01", "La photo dépasse 204800 octets. Réduisez-la, puis renvoyez-la.");
        for (byte[] wrong : List.of(
                picture(1201, "png"),
                picture(40, "bmp"),
                Arrays.copyOf(picture(40, "png"), 50),
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8))) {
            house.send(MANAGER, "PUT", person + "/photo", wrong, "image/png", "fr")
                    .isProblem(422, "E-FORM-01", "Ce n’est pas une photo JPEG ou PNG d’au plus 1200 points de côté.");
        }
        house.send(MANAGER, "PUT", person + "/photo", "x", "image/svg+xml", "fr")
                .is(415);
    }

    // ---- the audit

    @Test
    void theServiceAddsToTheAuditAndNobodyChangesIt() throws SQLException {
        house.send("COOP-OUT-01/op-1", "GET", "/persons/P-OUT-0001", "").is(200);
        assertThat(house.database.number("select count(*) from persons.audit where what = 'READ'"))
                .isPositive();
        assertThatThrownBy(() -> house.database.sql("delete from persons.audit"))
                .hasMessageContaining("the audit keeps everything");
        try (Connection service =
                        DriverManager.getConnection(house.database.properties().url(), "ledger_app", "");
                Statement act = service.createStatement()) {
            for (String refused : List.of(
                    "update persons.audit set operator = 'op-9'",
                    "delete from persons.audit",
                    "truncate persons.audit",
                    "truncate persons.person",
                    "alter table persons.person alter column name set statistics 100",
                    "select from persons.flyway_schema_history")) {
                assertThatThrownBy(() -> act.execute(refused)).isInstanceOf(SQLException.class);
            }
        }
    }
}
