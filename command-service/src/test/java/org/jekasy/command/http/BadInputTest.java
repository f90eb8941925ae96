package org.jekasy.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients send by mistake or on purpose: always a problem with a code, never a 500, and nothing is recorded. */
@Doorstep
class BadInputTest {
    @Autowired
    private Knock knock;

    @Autowired
    private LedgerInMemory ledger;

    @BeforeEach
    void aSeason() {
        ledger.forgetEverything();
        knock.post("/organisations", Sent.organisation());
        knock.post("/producers", Sent.producer());
        knock.post("/places", Sent.orchard());
    }

    @AfterEach
    void nothingIsRecorded() {
        assertThat(ledger.entries()).hasSize(3);
    }

    /** A harvest with one thing in it replaced. */
    private Knock.Reply harvestWith(String good, String bad) {
        String body = Sent.harvest("01980000-0000-7000-8000-aaaaaaaaaaaa", 1, 806_500);
        String spoilt = body.replace(good.replace('\'', '"'), bad.replace('\'', '"'));
        assertThat(spoilt).isNotEqualTo(body);
        return knock.post("/harvests", spoilt);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # unknown, missing, null, of another kind
            'variety'                         | 'price':1,'variety'      | 422 | E-FORM-01 | price
            'variety':'KEN',                  | ``                       | 422 | E-FORM-01 | variety
            'variety':'KEN'                   | 'variety':null           | 422 | E-FORM-01 | variety
            'variety':'KEN'                   | 'variety':'KEN','ticket':null | 422 | E-FORM-01 | ticket
            'variety':'KEN'                   | 'variety':'KEN','claims':null | 422 | E-FORM-01 | claims
            'variety':'KEN'                   | 'variety':'KEN','claims':[null] | 422 | E-FORM-01 | claims[0]
            'variety':'KEN'                   | 'variety':''             | 422 | E-FORM-01 | variety
            'variety':'KEN'                   | 'variety':5              | 422 | E-FORM-01 | variety
            'variety':'KEN'                   | 'variety':['KEN']        | 422 | E-FORM-01 | variety
            'variety':'KEN'                   | 'variety':{'code':'KEN'} | 422 | E-FORM-01 | variety
            'variety':'KEN'                   | 'variety':true           | 422 | E-FORM-01 | variety
            'variety':'KEN'                   | 'variety':'ken'          | 422 | E-FORM-01 | variety
            'variety':'KEN'                   | 'variety':'KEN','claims':'ORGANIC' | 422 | E-FORM-01 | claims
            'variety':'KEN'                   | 'variety':'KEN','claims':['BIO']   | 422 | E-FORM-01 | claims[0]
            'variety':'KEN'                   | 'variety':'KEN','claims':[0]       | 422 | E-FORM-01 | claims[0]
            'variety':'KEN'                   | 'variety':'KEN','ticket':45        | 422 | E-FORM-01 | ticket
            'variety':'KEN'                   | 'variety':'KEN','crates':'40'      | 422 | E-FORM-01 | crates
            'variety':'KEN'                   | 'variety':'KEN','crates':40.0      | 422 | E-FORM-01 | crates
            'variety':'KEN'                   | 'variety':'KEN','crates':9999999999 | 422 | E-FORM-01 | crates
            'variety':'KEN'                   | 'variety':'KEN','source':'live'    | 422 | E-FORM-01 | source
            'variety':'KEN'                   | 'variety':'KEN','kmFromPlace':3    | 422 | E-FORM-01 | kmFromPlace
            'variety':'KEN'                   | 'variety':'KEN','confirmed':[{'code':'W-TIME-03'}] | 422 | E-FORM-01 | confirmed[0].reason
            'variety':'KEN'                   | 'variety':'KEN','confirmed':[{'code':'W-NO-01','reason':'x'}] | 422 | E-FORM-01 | confirmed[0].code
            'variety':'KEN'                   | 'variety':'KEN','documents':[{'type':'BL','number':'1','date':'hier'}] | 422 | E-FORM-01 | documents[0].date
            'variety':'KEN'                   | 'variety':'KEN','position':[10.5,-5.7] | 422 | E-FORM-01 | position
            # masses
            806500                            | 0                        | 422 | E-MASS-01 | weightG
            806500                            | -1                       | 422 | E-MASS-01 | weightG
            806500                            | 1000000000001            | 422 | E-MASS-01 | weightG
            806500                            | 9223372036854775807      | 422 | E-FORM-01 | weightG
            806500                            | 9223372036854775808      | 422 | E-FORM-01 | weightG
            806500                            | 99999999999999999999999999999999999 | 422 | E-FORM-01 | weightG
            806500                            | 806.5                    | 422 | E-FORM-01 | weightG
            806500                            | 8e5                      | 422 | E-FORM-01 | weightG
            806500                            | 1e400                    | 422 | E-FORM-01 | weightG
            806500                            | 1e-400                   | 422 | E-FORM-01 | weightG
            806500                            | 1e999999999              | 422 | E-FORM-01 | weightG
            806500                            | '806500'                 | 422 | E-FORM-01 | weightG
            806500                            | '806,5 kg'               | 422 | E-FORM-01 | weightG
            806500                            | true                     | 422 | E-FORM-01 | weightG
            # times
            2026-05-11T09:10:00Z              | 2026-05-11T18:10:01Z     | 422 | E-TIME-01 |
            2026-05-11T09:10:00Z              | 2199-12-31T00:00:00Z     | 422 | E-TIME-01 |
            2026-05-11T09:10:00Z              | 2200-01-01T00:00:00Z     | 422 | E-FORM-01 | occurredAt
            2026-05-11T09:10:00Z              | 1899-12-31T00:00:00Z     | 422 | E-FORM-01 | occurredAt
            2026-05-11T09:10:00Z              | +1000000-01-01T00:00:00Z | 422 | E-FORM-01 | occurredAt
            2026-05-11T09:10:00Z              | 2026-05-11               | 422 | E-FORM-01 | occurredAt
            2026-05-11T09:10:00Z              | 2026-05-11T09:10:00      | 422 | E-FORM-01 | occurredAt
            2026-05-11T09:10:00Z              | 2026-02-30T09:10:00Z     | 422 | E-FORM-01 | occurredAt
            2026-05-11T09:10:00Z              | 2026-05-11T25:10:00Z     | 422 | E-FORM-01 | occurredAt
            2026-05-11T09:10:00Z              | 11/05/2026 09:10         | 422 | E-FORM-01 | occurredAt
            '2026-05-11T09:10:00Z'            | 1778490600               | 422 | E-FORM-01 | occurredAt
            '2026-05-11T09:10:00Z'            | '1778490600'             | 422 | E-FORM-01 | occurredAt
            'variety':'KEN'                   | 'variety':'KEN','harvestedOn':[2026,5,11]   | 422 | E-FORM-01 | harvestedOn
            'variety':'KEN'                   | 'variety':'KEN','harvestedOn':20584         | 422 | E-FORM-01 | harvestedOn
            'variety':'KEN'                   | 'variety':'KEN','harvestedOn':'2026-02-30'  | 422 | E-FORM-01 | harvestedOn
            'variety':'KEN'                   | 'variety':'KEN','harvestedOn':'2026-05-11T00:00:00Z' | 422 | E-FORM-01 | harvestedOn
            'variety':'KEN'                   | 'variety':'KEN','harvestedOn':'-0001-05-11' | 422 | E-FORM-01 | harvestedOn
            'variety':'KEN'                   | 'variety':'KEN','harvestedOn':'2026-05-12'  | 422 | E-TIME-01 |
            # foreign identifiers
            01980000-0000-7000-8000-aaaaaaaaaaaa | 42                    | 422 | E-FORM-01 | eventId
            01980000-0000-7000-8000-aaaaaaaaaaaa | 01980000000070008000aaaaaaaaaaaa | 422 | E-FORM-01 | eventId
            01980000-0000-7000-8000-aaaaaaaaaaaa | {01980000-0000-7000-8000-aaaaaaaaaaaa} | 422 | E-FORM-01 | eventId
            01980000-0000-7000-8000-aaaaaaaaaaaa | 0198000-00000-7000-8000-aaaaaaaaaaaa | 422 | E-FORM-01 | eventId
            01980000-0000-7000-8000-aaaaaaaaaaaa | +1980000-0000-7000-8000-aaaaaaaaaaaa | 422 | E-FORM-01 | eventId
            'eventId':'01980000-0000-7000-8000-aaaaaaaaaaaa', | `` | 422 | E-FORM-01 | eventId
            26131K7QF00012                    | 26131K7QF00013           | 422 | E-ID-01 | lot
            26131K7QF00012                    | 26131k7qf00012           | 422 | E-ID-01 | lot
            26131K7QF00012                    | ' 26131K7QF00012'        | 400 | E-FORM-01 |
            26131K7QF00012                    | 26131K7QF00012/../x      | 422 | E-ID-01 | lot
            26131K7QF00012                    | ２６131K7QF00012         | 422 | E-ID-01 | lot
            V-KAD-0012                        | urn:epc:id:sgln:9521234.00002.0 | 422 | E-FORM-01 | orchard
            V-KAD-0012                        | V KAD 0012               | 422 | E-FORM-01 | orchard
            V-KAD-0012                        | https://id.gs1.org/414/9521234000020 | 422 | E-FORM-01 | orchard
            V-KAD-0012                        | V-KAD-9999               | 404 | E-REF-01  |
            """)
    void oneFieldIsWrongAndIsNamed(String good, String bad, int status, String code, String field) {
        Knock.Reply reply = harvestWith(good, bad).isProblem(status, code);

        if (field != null) {
            assertThat(reply.json().at("/numbers/field").asString()).isEqualTo(field);
            assertThat(reply.text("detail")).contains(field);
        }
    }

    @Test
    void theAnswerSaysWhatWasReadAndWhatWasExpected() {
        harvestWith("26131K7QF00012", "26131K7QF00013")
                .says(
                        "lot : « 26131K7QF00013 » est mal recopié ; avec le bon caractère de contrôle ce serait 26131K7QF00012.");
        harvestWith("806500", "0").says("weightG : 0 g n’est pas une masse possible (> 0).");
        harvestWith("806500", "806.5").says("weightG : « 806.5 » ne peut pas être lu ; attendu : des grammes entiers.");
        harvestWith("2026-05-11T09:10:00Z", "hier")
                .says("occurredAt : « hier » ne peut pas être lu ; attendu : 2026-04-02T09:10:00Z.");
        harvestWith("'variety':'KEN'", "'variety':'KEN','source':'PHONE'")
                .says(
                        "source : « PHONE » ne peut pas être lu ; attendu : LIVE | OFFLINE_SYNC | PAPER_BACKFILL | IMPORT.");
        harvestWith("'variety':'KEN',", "").says("Il manque le champ variety.");
        knock.postIn("en", "/harvests", "{\"lot\":")
                .isProblem(400, "E-FORM-01")
                .says("What was sent is not JSON (near byte 7). Check its syntax.");
    }

    @Test
    void anOffsetIsAMomentToo() {
        // an hour and ten minutes ahead of Mali: 18:05 there, but 16:55 here
        harvestWith("2026-05-11T09:10:00Z", "2026-05-11T20:11:00+02:00").isProblem(422, "E-TIME-01");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "check_digit_vectors.csv", numLinesToSkip = 1)
    void aWrongCheckDigitIsSeenAtTheDoor(String scheme, String description, String value, boolean valid) {
        Door door = Door.WEIGHINGS;
        String field = "lot";
        switch (scheme) {
            case "GTIN-14" -> {
                door = Door.ALIASES;
                field = "gtin";
            }
            case "GLN" -> {
                door = Door.ORGANISATIONS;
                field = "gln";
            }
            case "SSCC" -> {
                door = Door.UNITS;
                field = "unit";
            }
            case "ISO6346" -> {
                door = Door.STUFFINGS;
                field = "container";
            }
            default -> assertThat(scheme).startsWith("LOT");
        }

        Knock.Reply reply = knock.postAs(
                "NOBODY", door.path(), Story.example(door).put(field, value).toString());

        boolean named = reply.json().at("/numbers/field").asString("").equals(field);
        assertThat(named).as("%s", reply.json()).isEqualTo(!valid);
        if (!valid) {
            reply.isProblem(422, field.equals("lot") ? "E-ID-01" : "E-ID-02");
        }
    }

    // ---- the body as a whole

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                      | 400
            `   `                   | 400
            {                       | 400
            {'a':1,}                | 400
            {a:1}                   | 400
            {'a':NaN}               | 400
            {'a':Infinity}          | 400
            {'a':+1}                | 400
            {'a':01}                | 400
            {'a':.5}                | 400
            {'a':1e99999999999999}  | 400
            {'a':1/*x*/}            | 400
            {'a':'\\x'}             | 400
            {'a':1}{'a':2}          | 400
            {'a':1} x               | 400
            {'a':1,'a':1}           | 400
            {'b':{'a':1,'a':1}}     | 400
            <a/>                    | 400
            a=1&b=2                 | 400
            null                    | 422
            5                       | 422
            'text'                  | 422
            [{'a':1}]               | 422
            {}                      | 422
            """)
    void whatIsNotOneObjectOfJsonIsRefused(String body, int status) {
        for (String path : new String[] {"/harvests", "/entries"}) {
            knock.post(path, body.replace('\'', '"')).isProblem(status, "E-FORM-01");
        }
    }

    @Test
    void aFieldGivenTwiceIsNamed() {
        knock.post("/harvests", "{\"lot\":\"a\",\"lot\":\"b\"}")
                .isProblem(400, "E-FORM-01")
                .says("Le champ lot est donné deux fois.");
    }

    @Test
    void thirtyTwoLevelsAreReadAndThirtyThreeAreNot() {
        knock.post("/harvests", "{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}")
                .isProblem(422, "E-FORM-01")
                .says("Il manque le champ lot.");
        knock.post("/harvests", "{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}")
                .isProblem(400, "E-FORM-01")
                .says("Le contenu est imbriqué sur plus de 32 niveaux.");
        knock.post("/harvests", "[".repeat(500_000)).isProblem(400, "E-FORM-01");
    }

    @Test
    void oneMebibyteIsReadAndOneByteMoreIsNot() {
        String body = Sent.harvest(1, 0);
        byte[] exactly = Arrays.copyOf(body.getBytes(UTF_8), 1024 * 1024);
        Arrays.fill(exactly, body.length(), exactly.length, (byte) ' ');
        knock.post("/harvests", exactly).isProblem(422, "E-MASS-01");

        byte[] tooMuch = Arrays.copyOf(exactly, exactly.length + 1);
        tooMuch[exactly.length] = ' ';
        for (String path : new String[] {"/harvests", "/entries"}) {
            knock.post(path, tooMuch)
                    .isProblem(413, "E-FORM-01")
                    .says("Le contenu dépasse 1048576 octets. Envoyez-le en plusieurs fois.");
            // without a stated length
            knock.send(knock.to(path).POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(tooMuch))))
                    .isProblem(413, "E-FORM-01");
        }
    }

    @Test
    void longTextsAreRefusedAndShownShortened() {
        Knock.Reply reply = harvestWith("'variety':'KEN'", "'variety':'KEN','ticket':'" + "é".repeat(501) + "'");
        reply.isProblem(422, "E-FORM-01").says("Le champ ticket a 501 caractères : 500 au plus.");

        Knock.Reply shown = harvestWith("V-KAD-0012", "V".repeat(500)).isProblem(422, "E-FORM-01");
        assertThat(shown.json().at("/numbers/read").asString()).isEqualTo("V".repeat(60) + "…");

        Knock.Reply field = harvestWith("'variety'", "'" + "x".repeat(40_000) + "':1,'variety'");
        field.isProblem(422, "E-FORM-01");
        assertThat(field.response().body().length).isLessThan(2_000);
    }

    @ParameterizedTest
    @CsvSource({
        "\\uD83E, D83E",
        "\\uDD6D, DD6D",
        "\\uDD6D\\uD83E, DD6D",
        "\\u0000, 0000",
        "a\\u0007b, 0007",
        "\\u0085, 0085"
    })
    void whatIsNoCharacterIsNoText(String escaped, String character) {
        String ticket = "'variety':'KEN','ticket':'x" + escaped + "'";
        Knock.Reply reply = harvestWith("'variety':'KEN'", ticket);
        // some halves of a character Jackson itself takes for no JSON
        reply.isProblem(reply.status() == 400 ? 400 : 422, "E-FORM-01");
        if (reply.status() == 422) {
            reply.says("Le champ ticket contient un caractère qui n’est pas du texte (U+" + character + ").");
        }
        for (String elsewhere : new String[] {"'" + escaped + "':1,'variety'", "'variety'"}) {
            String body = Sent.harvest(1, 1).replace("\"variety\"", elsewhere.replace('\'', '"'));
            String spoilt = body.replace("-8000-", "-8000" + escaped);
            assertThat(knock.post("/harvests", spoilt).status()).isIn(400, 422);
            assertThat(knock.post("/entries", Sent.batch(false, spoilt)).status())
                    .isIn(200, 400);
        }
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] latin = Sent.command(Sent.harvestOnly(1, 1) + ",'ticket':'é'").getBytes(StandardCharsets.ISO_8859_1);
        knock.post("/harvests", latin).isProblem(400, "E-FORM-01");

        // half a surrogate pair, encoded as if it were a character
        byte[] half = Sent.command(Sent.harvestOnly(1, 1) + ",'ticket':'###'").getBytes(UTF_8);
        int at = new String(half, StandardCharsets.ISO_8859_1).indexOf("###");
        half[at] = (byte) 0xED;
        half[at + 1] = (byte) 0xA0;
        half[at + 2] = (byte) 0x80;
        assertThat(knock.post("/harvests", half).status()).isIn(400, 422);
    }

    @Test
    void aBodyThatBreaksOffIsAnsweredOrLeftAndRecordsNothing() throws IOException {
        String body = Sent.harvest(1, 806_500);
        assertThat(raw("Content-Length: " + (body.length() + 50) + "\r\n\r\n" + body))
                .doesNotContain(" 500 ");
        assertThat(raw("Transfer-Encoding: chunked\r\n\r\nzz\r\n" + body)).doesNotContain(" 500 ");
        assertThat(raw("Transfer-Encoding: chunked\r\n\r\nff\r\n" + body)).doesNotContain(" 500 ");
    }

    private String raw(String lengthAndBody) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), knock.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /harvests HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nJekasy-Actor: COOP-KAD-01\r\n"
                                    + "Content-Type: application/json\r\n" + lengthAndBody)
                            .getBytes(UTF_8));
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(Objects.requireNonNull(in.readAllBytes()), UTF_8);
        }
    }
}
