package org.jekasy.label.lot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jekasy.label.Shelf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LotsTest {
    private Shelf shelf;

    @BeforeEach
    void open() throws IOException {
        shelf = new Shelf();
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void aRecordIsReadAsQueryServiceWritesIt() {
        Label label = new Lots(URI.create(shelf.url() + "/")).label(new LotCode(Shelf.HARVEST));
        assertThat(label)
                .isEqualTo(new Label(
                        new LotCode(Shelf.HARVEST),
                        new Label.Product("mango_fresh", "mangue fraîche", "fresh mango"),
                        new Label.Variety("KEN", "Kent"),
                        "Coopérative des planteurs de Kadiolo",
                        "Kadiolo",
                        LocalDate.of(2026, 4, 2),
                        LocalDate.of(2026, 4, 2),
                        806500,
                        null,
                        List.of("ORGANIC"),
                        null,
                        "AVAILABLE"));
        assertThat(label.weight().kilograms()).isEqualTo("806,5 kg");
    }

    @Test
    void whatQueryServiceMayAddLaterDoesNotMatter() {
        String lot = shelf.lot(Shelf.code(1), r -> r.replace("\"position\"", "\"holder\":{\"a\":[1]},\"position\""));
        assertThat(label(lot).cooperative()).isEqualTo("Coopérative des planteurs de Kadiolo");
    }

    @Test
    void packedLotsSayTheirUnitsAndGtin() {
        String lot = shelf.lot(
                Shelf.code(1),
                r -> r.replace("\"units\":null", "\"units\":{\"count\":240,\"netG\":4000}")
                        .replace("\"gtin\":null", "\"gtin\":\"09521234000112\""));
        assertThat(label(lot).units()).isEqualTo(new Label.Units(240, new NetWeight(4000)));
        assertThat(label(lot).gtin()).isEqualTo(new Gtin("09521234000112"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, LOT_MISTYPED",
        "404, LOT_UNKNOWN",
        "410, LOT_VOIDED",
        "302, LOTS_UNREADABLE",
        "403, PASS_REFUSED",
        "500, LOTS_AWAY",
        "503, LOTS_AWAY",
    })
    void everyAnswerThatIsNoRecordHasItsReason(int status, Reason reason) {
        refused(shelf.answers(Shelf.code(1), status, "{}"), reason);
    }

    @Test
    void whoAsksTooOftenWaitsAndAsksAgainForAWhile() {
        String lot = shelf.answers(Shelf.code(1), 429, "{}");
        Lots lots = new Lots(shelf.url(), MachinePass.NONE, Duration.ofMillis(300));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> lots.label(new LotCode(lot)))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.LOTS_AWAY));
        assertThat(shelf.asked()).isGreaterThan(2);
    }

    @Test
    void aCodeOfARollStandsForTheLotItIsBoundTo() {
        String sticker = "RK7QF00010003";
        shelf.lot(sticker, record -> record.replace(sticker, Shelf.HARVEST));

        assertThat(label(sticker).lot()).hasToString(Shelf.HARVEST);
    }

    @ParameterizedTest
    @CsvSource({"free-code, CODE_FREE", "void-code, CODE_VOID", "lot, LOT_UNKNOWN"})
    void aCodeOfARollThatIsOnNoLotHasItsReason(String kind, Reason reason) {
        refused(shelf.answers("RK7QF00010003", 404, "{\"kind\":\"" + kind + "\"}"), reason);
    }

    @Test
    void aRollIsReadByItsFirstNumber() {
        shelf.roll("K7QF", 1000, 24, 3, "[{\"firstSerial\":1003,\"lastSerial\":1009,\"reason\":\"mouillée\"}]");
        Lots lots = new Lots(shelf.url());

        assertThat(lots.roll("K7QF", 1000))
                .isEqualTo(new Roll.Issued(
                        "K7QF",
                        1000,
                        24,
                        List.of(new Roll.Issued.Stretch(1003, 1009)),
                        new Roll("K7QF", 1000, 3)
                                .codes().stream().map(Roll.Issued.Binding::new).toList()));
        assertThat(lots.roll("K7QF", 1010)).isEqualTo(lots.roll("K7QF", 1000));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> lots.roll("K7QF", 2000))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.ROLL_UNKNOWN));
    }

    @Test
    void whoNeedsATokenAsksForOneAsAMachineAndKeepsIt(@TempDir Path folder) throws IOException {
        Path secret = folder.resolve("secret");
        List<String> asked = new ArrayList<>();
        HttpServer tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tokens.createContext("/oauth2/token", exchange -> {
            String proof =
                    exchange.getRequestHeaders().getFirst("Authorization").replace("Basic ", "");
            asked.add(new String(Base64.getDecoder().decode(proof), UTF_8));
            byte[] answer = "{\"access_token\":\"t-1\",\"expires_in\":900}".getBytes(UTF_8);
            exchange.sendResponseHeaders(asked.getLast().equals("station:s-2") ? 200 : 401, answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        tokens.start();
        try {
            Lots lots = new Lots(
                    shelf.url(),
                    MachinePass.of(
                            URI.create("http://127.0.0.1:" + tokens.getAddress().getPort()),
                            "station",
                            secret,
                            "read",
                            Clock.systemUTC()));
            LotCode lot = new LotCode(Shelf.HARVEST);
            Files.writeString(secret, "s-1");
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> lots.label(lot))
                    .matches(refusal -> refusal.reason() == Reason.PASS_REFUSED);
            Files.delete(secret);
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> lots.label(lot))
                    .matches(refusal -> refusal.reason() == Reason.PASS_REFUSED);
            assertThat(shelf.asked()).isZero();
            Files.writeString(secret, "s-2\n");
            lots.label(lot);
            lots.label(lot);
            assertThat(asked).containsExactly("station:s-1", "station:s-2");
            assertThat(shelf.authorizations()).containsExactly("Bearer t-1", "Bearer t-1");
        } finally {
            tokens.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "<html>",
                "{\"lot\":\"26092K7QF00045\"}",
                "{\"lot\":\"nonsense\"}",
            })
    void anAnswerThatMakesNoLabelIsRefused(String body) {
        refused(shelf.answers(Shelf.code(1), 200, body), Reason.LOTS_UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"weightG\":806500|\"weightG\":-1",
                "\"weightG\":806500|\"weightG\":806.5",
                "\"weightG\":806500|\"weightG\":99999999999999999999",
                "\"weightG\":806500|\"weightG\":null",
                "\"gtin\":null|\"gtin\":\"09521234000113\"",
                "\"units\":null|\"units\":{\"count\":0,\"netG\":4000}",
                "\"units\":null|\"units\":{\"count\":2}",
                "\"mango_fresh\"|\"mango/fresh\"",
                "\"2026-04-02\"|\"2 avril\"",
                "\"lot\":\"26092K7QF00045\"|\"lot\":\"26131K7QF0042H\"",
                "\"status\":\"AVAILABLE\"|\"status\":null",
            })
    void aRecordThatCanNotBeTrueIsRefused(String right, String wrong) {
        refused(shelf.lot(Shelf.HARVEST, r -> r.replace(right, wrong)), Reason.LOTS_UNREADABLE);
    }

    @Test
    void aVoidedLotGetsNoLabel() {
        refused(shelf.lot(Shelf.code(1), r -> r.replace("AVAILABLE", "VOIDED")), Reason.LOT_VOIDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELD", "RECALLED", "EXHAUSTED", "A_STATE_TO_COME"})
    void everyOtherLotGetsOneForItMustStayKnownWhereItLies(String status) {
        String lot = shelf.lot(Shelf.code(1), r -> r.replace("AVAILABLE", status));
        assertThat(label(lot).status()).isEqualTo(status);
    }

    @Test
    void aLotWithoutWeightGetsNoLabel() {
        refused(shelf.lot(Shelf.code(1), r -> r.replace("806500", "0")), Reason.LOT_EMPTY);
    }

    @Test
    void aRecordOfManyMegabytesIsNotReadToItsEnd() {
        String lot = shelf.lot(Shelf.code(1), r -> r.replace("Kadiolo", "K".repeat(3_000_000)));
        refused(lot, Reason.LOTS_UNREADABLE);
    }

    @Test
    void queryServiceAwayIsSaidWithItsAddress() {
        URI address = shelf.url();
        shelf.close();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new Lots(address).label(new LotCode(Shelf.HARVEST)))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.LOTS_AWAY);
                    assertThat(refusal.sentence(Locale.FRENCH)).contains(address.toString());
                });
    }

    @Test
    @Timeout(20)
    void anAnswerThatStopsHalfWayIsNotWaitedForWithoutEnd() throws IOException {
        try (ServerSocket half = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    Socket socket = half.accept();
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{".getBytes(UTF_8));
                    socket.getInputStream().readAllBytes();
                } catch (IOException gone) {
                    // the test is over
                }
            });
            Lots lots = new Lots(
                    URI.create("http://127.0.0.1:" + half.getLocalPort()), MachinePass.NONE, Duration.ofMillis(500));
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> lots.label(new LotCode(Shelf.HARVEST)))
                    .matches(refusal -> refusal.reason() == Reason.LOTS_AWAY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:8080", "ftp://x", "file:/etc/passwd", "http:"})
    void onlyAWebAddressHasLots(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Lots(URI.create(address)));
    }

    private Label label(String lot) {
        return new Lots(shelf.url()).label(new LotCode(lot));
    }

    private void refused(String lot, Reason reason) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> label(lot))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }
}
