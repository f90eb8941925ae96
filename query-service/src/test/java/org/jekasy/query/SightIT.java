package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jekasy.query.Book.HALL;
import static org.jekasy.query.Book.IMPORTER;
import static org.jekasy.query.Book.KADIOLO;
import static org.jekasy.query.Book.POINT;
import static org.jekasy.query.Book.STATION;
import static org.jekasy.query.Book.ZEGOUA;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ConsignmentShipped;
import org.jekasy.language.CorrectReason;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.MembershipChange;
import org.jekasy.language.MembershipChanged;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.ShippedLine;
import org.jekasy.language.Transport;
import org.jekasy.language.TransportMode;
import org.jekasy.language.VisibilityGranted;
import org.jekasy.language.VisibilityWithdrawn;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.Readings;
import org.jekasy.language.reference.Role;
import org.jekasy.language.wire.EventJson;
import org.jekasy.query.follow.Rebuild;
import org.junit.jupiter.api.Test;

/** Who sees which lot, and from when to when. */
class SightIT {
    private static final PartyId UNION = PartyId.parse("UNION-SIK");
    private static final PartyId CONTROL = PartyId.parse("ECOCERT-ML");

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final Book book = Book.withRegister();
    private final LotId harvested = book.harvest(800);
    private final LotId grouped = book.group(KADIOLO, Book.all(harvested, 800));
    private final LotId sold = book.group(KADIOLO, Book.all(grouped, 800));
    private final LotId others = book.harvest(ZEGOUA, Book.COMMUNE_ZEGOUA, Book.DAY, Weight.ofGrams(500_000));
    private final List<LotId> all = List.of(harvested, grouped, sold, others);

    private LedgerEntry ship(PartyId to, LotId lot) {
        return book.record(shipped(to, lot));
    }

    private static ConsignmentShipped shipped(PartyId to, LotId lot) {
        return new ConsignmentShipped(
                ConsignmentId.parse("EXP-0001"),
                KADIOLO,
                to,
                POINT,
                HALL,
                List.of(new ShippedLine(lot, Weight.ofGrams(800_000), null, null)),
                new Transport(TransportMode.ROAD, "AB-1234", null, null),
                Instant.parse("2026-05-02T08:00:00Z"),
                "BL-1",
                null);
    }

    private Running told() {
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        Running service = Running.on(Servers.database(), topic).reaches(book.last());
        this.topic = topic;
        return service;
    }

    private String topic = "";

    private void andThen(Running service, long since) {
        Servers.send(topic, book.from(since));
        service.reaches(book.last());
    }

    /** The lots whose page this organisation can open, which are those in its list. */
    private List<LotId> seenBy(PartyId reader, Running service) {
        List<LotId> seen = new ArrayList<>();
        for (LotId lot : all) {
            int status =
                    service.get("/lots/" + lot, "Jekasy-Actor", reader.text()).status();
            assertThat(status).isIn(200, 404);
            if (status == 200) {
                seen.add(lot);
            }
        }
        List<LotId> listed = new ArrayList<>();
        service.get("/lots", "Jekasy-Actor", reader.text())
                .at("/lots")
                .forEach(line -> listed.add(LotId.parse(line.at("/lot").asString())));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(seen);
        return seen;
    }

    @Test
    void whoReceivesALotSeesOneStepBackAndMoreWhereItsMakerLetsIt() throws Exception {
        try (Running service = told()) {
            assertThat(seenBy(KADIOLO, service)).containsExactly(harvested, grouped, sold);
            assertThat(seenBy(ZEGOUA, service)).containsExactly(others);
            assertThat(seenBy(STATION, service)).isEmpty();

            long next = book.last() + 1;
            ship(STATION, sold);
            andThen(service, next);
            assertThat(seenBy(STATION, service)).containsExactly(grouped, sold);
            assertThat(service.get("/lots/" + sold + "/trace", "Jekasy-Actor", STATION.text())
                            .at("/nodes")
                            .size())
                    .isEqualTo(2);

            next = book.last() + 1;
            book.record(new VisibilityGranted(KADIOLO, STATION, 2, null));
            andThen(service, next);
            assertThat(seenBy(STATION, service)).containsExactly(harvested, grouped, sold);

            next = book.last() + 1;
            book.record(new VisibilityWithdrawn(KADIOLO, STATION, null));
            andThen(service, next);
            assertThat(seenBy(STATION, service)).containsExactly(grouped, sold);

            next = book.last() + 1;
            book.record(new VisibilityGranted(KADIOLO, STATION, 5, today.minusDays(1)));
            andThen(service, next);
            assertThat(seenBy(STATION, service)).containsExactly(grouped, sold);

            next = book.last() + 1;
            book.record(new VisibilityGranted(KADIOLO, STATION, 5, today.plusDays(1)));
            andThen(service, next);
            assertThat(seenBy(STATION, service)).containsExactly(harvested, grouped, sold);

            service.bean(Rebuild.class).run();
            assertThat(seenBy(STATION, service)).containsExactly(harvested, grouped, sold);
        }
    }

    @Test
    void whoWasNamedByMistakeSeesTheLotNoMoreAndWhoShouldHaveBeenDoes() {
        LedgerEntry wrong = ship(IMPORTER, sold);
        try (Running service = told()) {
            assertThat(seenBy(IMPORTER, service)).containsExactly(grouped, sold);

            long next = book.last() + 1;
            LedgerEntry correction = book.correct(wrong.position(), shipped(STATION, sold));
            andThen(service, next);
            assertThat(seenBy(IMPORTER, service)).isEmpty();
            assertThat(seenBy(STATION, service)).containsExactly(grouped, sold);

            next = book.last() + 1;
            book.record(new EntryVoided(
                    correction.eventId(),
                    correction.position(),
                    CorrectReason.DUPLICATE,
                    shipped(STATION, sold),
                    null));
            andThen(service, next);
            assertThat(seenBy(STATION, service)).isEmpty();
            assertThat(seenBy(KADIOLO, service)).containsExactly(harvested, grouped, sold);
        }
    }

    @Test
    void aUnionSeesItsMembersLotsFromTheDayTheyJoinedToTheDayTheyLeft() {
        book.organisation(UNION, "Union de Sikasso", OrganisationKind.UNION, null, "UN01");
        book.record(new MembershipChanged(KADIOLO, UNION, MembershipChange.JOINED, today.plusDays(1), null));
        try (Running service = told()) {
            assertThat(seenBy(UNION, service)).isEmpty();

            long next = book.last() + 1;
            book.record(new MembershipChanged(KADIOLO, UNION, MembershipChange.JOINED, today, null));
            andThen(service, next);
            assertThat(seenBy(UNION, service)).containsExactly(harvested, grouped, sold);
            assertThat(service.get("/stock/" + KADIOLO, "Jekasy-Actor", UNION.text())
                            .status())
                    .isEqualTo(200);
            assertThat(service.get("/stock/" + ZEGOUA, "Jekasy-Actor", UNION.text())
                            .status())
                    .isEqualTo(404);

            next = book.last() + 1;
            book.record(new MembershipChanged(KADIOLO, UNION, MembershipChange.LEFT, today, null));
            andThen(service, next);
            assertThat(seenBy(UNION, service)).isEmpty();
        }
    }

    @Test
    void aControlBodySeesTheLotsOfWhoLetsItIn() {
        book.organisation(CONTROL, "Organisme de contrôle", OrganisationKind.CONTROL_BODY, null, "EC01");
        try (Running service = told()) {
            assertThat(seenBy(CONTROL, service)).isEmpty();

            long next = book.last() + 1;
            book.record(new VisibilityGranted(KADIOLO, CONTROL, 2, null));
            andThen(service, next);
            assertThat(seenBy(CONTROL, service)).containsExactly(harvested, grouped, sold);

            next = book.last() + 1;
            book.record(new VisibilityWithdrawn(KADIOLO, CONTROL, null));
            andThen(service, next);
            assertThat(seenBy(CONTROL, service)).isEmpty();
        }
    }

    @Test
    void whoDidNotHarvestIsToldThatItHappenedAndNotByWhomUnlessTheCooperativeLetsHim() {
        ship(STATION, grouped);
        try (Running service = told()) {
            String history = "/lots/" + harvested + "/history";
            Running.Answer own = service.get(history, "Jekasy-Actor", KADIOLO + "/op-1;role=manager");
            assertThat(own.string("/entries/0/event/producer")).isEqualTo("P-0007");
            // in a role that needs not know, neither
            Running.Answer reader = service.get(history, "Jekasy-Actor", KADIOLO + "/op-1;role=reader");
            assertThat(reader.text()).contains("HarvestRecorded").doesNotContain("P-0007", "V-KAD-0012");

            Running.Answer station = service.get(history, "Jekasy-Actor", STATION.text());
            assertThat(station.string("/entries/0/type")).startsWith("HarvestRecorded");
            assertThat(station.text()).doesNotContain("P-0007", "V-KAD-0012");

            long next = book.last() + 1;
            book.record(new VisibilityGranted(KADIOLO, STATION, 2, null));
            andThen(service, next);
            assertThat(service.get(history, "Jekasy-Actor", STATION.text()).text())
                    .contains("P-0007", "V-KAD-0012");
        }
    }

    @Test
    void withoutTokensAnotherMachineIsShownThePublicPageAndNothingElse() throws Exception {
        topic = Servers.topic();
        Servers.send(topic, book.entries());
        List<String> pages = new ArrayList<>();
        EventJson.mapper()
                .readTree(Files.readString(Path.of("../docs/openapi/query-service.json")))
                .path("paths")
                .propertyNames()
                .forEach(path -> pages.add(path.replace("{lot}", harvested.text())
                        .replace("{party}", KADIOLO.text())
                        .replaceAll("\\{.*}", "X-1")));
        // Tomcat takes the address from the header as it would from the network
        try (Running service = Running.on(Servers.database(), topic, "--server.forward-headers-strategy=native")
                .reaches(book.last())) {
            for (String page : pages) {
                String asked = page.equals("/scan") ? "/scan?code=" + harvested : page;
                int expected = page.equals("/scan") ? 200 : 403;
                assertThat(service.get(asked, "X-Forwarded-For", "192.0.2.7").status())
                        .as(page)
                        .isEqualTo(expected);
                assertThat(service.get(asked, "X-Forwarded-For", "192.0.2.7", "Jekasy-Actor", KADIOLO.text())
                                .status())
                        .as(page)
                        .isEqualTo(expected);
            }
            String publicPage = "/class/mango_fresh/lot/" + harvested;
            assertThat(service.get(publicPage, "X-Forwarded-For", "192.0.2.7").status())
                    .isEqualTo(200);
            // this machine is shown all of it
            assertThat(service.get("/lots/" + harvested).status()).isEqualTo(200);
        }
    }

    @Test
    void howFarFromItsPlaceALotWasWeighedIsToldInTheRolesForItAndWhereTheCooperativeLetsOne() {
        LotId lot = book.newLot();
        book.recordAway(7, Book.harvested(lot, KADIOLO, Book.COMMUNE_KADIOLO, Book.DAY, Weight.ofGrams(800_000)));
        ship(STATION, book.group(KADIOLO, Book.all(lot, 800)));
        String history = "/lots/" + lot + "/history";
        try (Running service = told()) {
            inEachRole(service, history, "position", "/entries/0/kmFromPlace", "7");

            String manager = STATION + "/op-1;role=manager";
            assertThat(service.get(history, "Jekasy-Actor", manager)
                            .at("/entries/0/kmFromPlace")
                            .isNumber())
                    .isFalse();
            long next = book.last() + 1;
            book.record(new VisibilityGranted(KADIOLO, STATION, 2, null));
            andThen(service, next);
            assertThat(service.get(history, "Jekasy-Actor", manager).number("/entries/0/kmFromPlace"))
                    .isEqualTo(7);
        }
    }

    @Test
    void byWhichClassADeliveryWasPaidIsToldInTheRolesForItAndNeverToAControlBody() {
        book.organisation(CONTROL, "Organisme de contrôle", OrganisationKind.CONTROL_BODY, null, "EC01");
        LotId lot = book.newLot();
        LedgerEntry delivery = book.record(delivered(lot, "CLASSE-PRIX-A"));
        book.correct(delivery.position(), delivered(lot, "CLASSE-PRIX-B"));
        book.record(new VisibilityGranted(KADIOLO, CONTROL, 2, null));
        String history = "/lots/" + lot + "/history";
        try (Running service = told()) {
            inEachRole(service, history, "price", "/entries/0/event/priceClass", "CLASSE-PRIX-A");
            inEachRole(service, history, "price", "/entries/1/event/original/priceClass", "CLASSE-PRIX-A");
            inEachRole(service, history, "price", "/entries/1/event/corrected/priceClass", "CLASSE-PRIX-B");

            assertThat(service.get(history, "Jekasy-Actor", KADIOLO + "/op-1;role=station-clerk")
                            .text())
                    .contains("T-0001")
                    .doesNotContain("CLASSE-PRIX");
            assertThat(service.get(history, "Jekasy-Actor", CONTROL + "/op-1;role=manager")
                            .text())
                    .contains("T-0001")
                    .doesNotContain("CLASSE-PRIX");
        }
    }

    private static DeliveryRecorded delivered(LotId lot, String priceClass) {
        return new DeliveryRecorded(
                lot,
                ProductCode.parse("shea_kernel"),
                Book.DAY,
                ProducerId.parse("P-0101"),
                PlaceId.parse("ZC-YOR-1"),
                POINT,
                KADIOLO,
                Book.COMMUNE_KADIOLO,
                Weight.ofGrams(200_000),
                3,
                new BigDecimal("6.5"),
                "T-0001",
                SeasonId.parse("KA-2025/26"),
                List.of(),
                null,
                priceClass,
                null);
    }

    /** Cell by cell: who is of the cooperative reads this on the page in the roles that the matrix says, and in no other. */
    private static void inEachRole(Running service, String history, String what, String at, String value) {
        for (Role role : Role.values()) {
            Running.Answer answer = service.get(history, "Jekasy-Actor", KADIOLO + "/op-1;role=" + role.word());
            boolean reads = Readings.shipped().roles("/lots/{lot}/history").contains(role);
            assertThat(answer.status()).as(role.word()).isEqualTo(reads ? 200 : 403);
            boolean told = reads && Readings.shipped().roles(what).contains(role);
            assertThat(answer.at(at).asString("")).as(role.word()).isEqualTo(told ? value : "");
        }
    }
}
