package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jekasy.command.http.PhoneGate;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.person.Search;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.reference.Role;
import org.jekasy.language.wire.EventJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Phones come with a square that counts once, act with their own key only, and lose nothing of what they were given. */
class PhoneIT {
    // each phone needs one of its own
    private static final AtomicInteger ISSUER = new AtomicInteger(10);
    private static final AtomicInteger PRODUCER = new AtomicInteger(5000);

    private static final String REGISTRATION = UUID.randomUUID().toString();

    private static final Map<String, String> SECRETS = new HashMap<>();

    private static SignInHouse house;
    private static String boss;
    private static String quality;

    @BeforeAll
    static void theCooperativeIsRegistered() {
        house = SignInHouse.shared();
        house.database.sql("update identity.member set ended_before = null, active = true");
        house.codesAreFresh();
        Visitor awa = house.visitor();
        awa.signIn("awa", Visitor.PASSWORD, Visitor.code(house.secret(), 0)).is(302);
        house.codesAreFresh();
        boss = awa.token(SignInHouse.CALLBACK);
        await().untilAsserted(() -> assertThat(
                        awa.json("POST", "/organisations", boss, fact(REGISTRATION, cooperative()))
                                .status())
                .isEqualTo(201));
        awa.json("POST", "/places", boss, fact("'place':'PC-KAD-01','kind':'COLLECTION_POINT'"))
                .is(201);
        quality = invitedPerson(awa, "binta", "op-8");
    }

    private static String cooperative(String... more) {
        List<String> issuers = new ArrayList<>(List.of(more));
        for (int i = 11; i < 60; i++) {
            issuers.add("PH" + i);
        }
        return "'organisation':'COOP-KAD-01','name':'Kadiolo','kind':'COOPERATIVE','issuers':['"
                + String.join("','", issuers) + "']";
    }

    private static String invitedPerson(Visitor awa, String name, String operator) {
        String code = awa.json(
                        "POST",
                        "/invitations",
                        boss,
                        "{\"operator\":\"" + operator + "\",\"roles\":[\"quality-officer\"]}")
                .is(201)
                .json()
                .path("invitation")
                .asString();
        Visitor person = house.visitor();
        String secret =
                Visitor.secretOn(person.get("/welcome?invitation=" + code).is(200));
        SECRETS.put(name, secret);
        person.fill(
                        "/welcome?invitation=" + code,
                        Map.of(
                                "invitation",
                                code,
                                "name",
                                name,
                                "signIn",
                                name,
                                "password",
                                "quatre mots sans rapport",
                                "code",
                                Visitor.code(secret, -30)))
                .is(303);
        person.signIn(name, "quatre mots sans rapport", Visitor.code(secret, 0)).is(302);
        return person.token(SignInHouse.CALLBACK);
    }

    @AfterAll
    static void thePersonIsGone() {
        house.database.sql("delete from identity.account where sign_in in ('binta', 'kadia', 'aminata')");
        house.database.sql(
                "delete from identity.member where operator in ('op-8', 'op-9', 'op-10') and kind = 'person'");
    }

    @BeforeEach
    void nobodyIsTooOftenHere() {
        house.codesAreFresh();
    }

    private static String fact(String fields) {
        return fact(UUID.randomUUID().toString(), fields);
    }

    private static String fact(String eventId, String fields) {
        return ("{\"eventId\":\"" + eventId + "\",\"occurredAt\":\"2026-05-11T09:10:00Z\",\"source\":\"IMPORT\","
                + fields.replace('\'', '"') + "}");
    }

    private static String producer(long counter) {
        return fact(producerFields(counter));
    }

    private static String producerFields(long counter) {
        return "'producer':'P-KAD-%d','commune':'ml.sikasso.kadiolo.nimbougou','consentOn':'2026-01-20','counter':%d"
                .formatted(PRODUCER.incrementAndGet(), counter);
    }

    private static String batch(String... entries) {
        List<String> named = new ArrayList<>();
        for (String entry : entries) {
            named.add(entry.replaceFirst("\\{", "{\"command\":\"RegisterProducer\","));
        }
        return "{\"entries\":[" + String.join(",", named) + "]}";
    }

    private static String issuer() {
        return "PH" + ISSUER.incrementAndGet();
    }

    private static Visitor.Reply invite(String issuer) {
        return invite("'operator':'op-3','roles':['collector'],'place':'PC-KAD-01','issuer':'" + issuer + "'", boss);
    }

    private static Visitor.Reply invite(String fields, String token) {
        return house.visitor().json("POST", "/phones/invitations", token, "{" + fields.replace('\'', '"') + "}");
    }

    private static String invitation() {
        return invite(issuer()).is(201).json().path("invitation").asString();
    }

    private static PocketPhone enrolled() {
        return enrolled("'operator':'op-3','roles':['collector']");
    }

    private static PocketPhone enrolled(String who) {
        PocketPhone phone = new PocketPhone(house.address);
        phone.comesWith(invite(who + ",'place':'PC-KAD-01','issuer':'" + issuer() + "'", boss)
                        .is(201)
                        .json()
                        .path("invitation")
                        .asString())
                .is(201);
        return phone;
    }

    private static JsonNode shown(PocketPhone phone) {
        for (JsonNode each :
                house.visitor().json("GET", "/phones", boss, "").is(200).json()) {
            if (each.path("device").asString().equals(phone.device)) {
                return each;
            }
        }
        throw new AssertionError(phone.device);
    }

    private static long audited(String what, PocketPhone phone) {
        return house.database.number("select count(*) from identity.audit where what = '" + what + "' and (subject = '"
                + phone.device + "' or detail like '%" + phone.device + "')");
    }

    // ---- coming in

    @Test
    void aSquareLetsOnePhoneInOnce() {
        String issuer = issuer();
        JsonNode square = invite(issuer).is(201).json();
        String code = square.path("invitation").asString();
        assertThat(square.path("address").asString()).isEqualTo(house.address + "/phone#" + code);
        assertThat(square.path("square").asString()).startsWith("<svg role=\"img\"");
        assertThat(Duration.between(
                        Instant.now(), Instant.parse(square.path("expiresAt").asString())))
                .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
        assertThat(house.database.number("select count(*) from identity.invitation i where detail like '%" + issuer
                        + "%' and i::text || encode(code_hash, 'escape') not like '%" + code + "%'"))
                .isOne();

        // whoever reads it with something else is told what it is, and it is as good as before
        Visitor.Reply page = house.visitor().get("/phone").is(200);
        assertThat(page.body()).contains("application de collecte", "pendant 10 minutes", "prévenez l’administrateur");
        assertThat(page.header("set-cookie")).isEmpty();

        PocketPhone phone = new PocketPhone(house.address);
        JsonNode told = phone.comesWith(code).is(201).json();

        assertThat(phone.device).matches("tel-[0-9a-f]{12}");
        assertThat(told.path("organisation").asString()).isEqualTo("COOP-KAD-01");
        assertThat(told.path("issuer").asString()).isEqualTo(issuer);
        assertThat(told.path("place").asString()).isEqualTo("PC-KAD-01");
        assertThat(told.path("tokens").asString()).isEqualTo(house.address + "/oauth2/token");
        assertThat(Duration.between(
                        Instant.now(), Instant.parse(told.path("expiresAt").asString())))
                .isBetween(Duration.ofDays(29), Duration.ofDays(30));
        new PocketPhone(house.address).comesWith(code).isProblem(422);
        assertThat(house.database.number("select count(*) from identity.phone where public_key like '%\"d\"%'"))
                .isZero();
        assertThat(audited("PHONE_ENROLLED", phone)).isOne();
        assertThat(shown(phone).path("state").asString()).isEqualTo("LIVE");
    }

    @Test
    void ofTwoPhonesWithOneSquareOneComesIn() throws Exception {
        String code = invitation();
        assertThat(together(
                        8, () -> new PocketPhone(house.address).comesWith(code).status()))
                .containsOnlyOnce(201)
                .allMatch(status -> status == 201 || status == 422 || status == 429);
    }

    @Test
    void aSquareIsGoodForTenMinutes() {
        String code = invitation();
        assertThatThrownBy(() -> later(Duration.ofMinutes(10)).enrol(code, "", house.address + "/phones", "127.0.0.1"))
                .isInstanceOfSatisfying(
                        NotTaken.class, why -> assertThat(why.sentence(true)).contains("good once, for 10 minutes"));
        new PocketPhone(house.address).comesWith(code).is(201);
    }

    private static Phones later(Duration by) {
        Clock clock = Clock.offset(Clock.systemUTC(), by);
        return new Phones(
                house.part(IdentityDatabase.class),
                house.part(Members.class),
                house.part(Invitations.class),
                house.part(Ledger.class),
                house.part(Audit.class),
                clock);
    }

    @Test
    void aPhoneThatLostItsAnswerGetsItAgain() {
        String code = invitation();
        PocketPhone phone = new PocketPhone(house.address);
        JsonNode told = phone.comesWith(code).is(201).json();

        assertThat(phone.comesWith(code).is(201).json()).isEqualTo(told);
        // a proof counts once here too
        String proof = phone.sign(phone.proof("POST", "/phones"));
        phone.comesWith(code, proof).is(201);
        phone.comesWith(code, proof).isProblem(422);
        new PocketPhone(house.address).comesWith(code).isProblem(422);
        assertThat(audited("PHONE_ENROLLED", phone)).isOne();
        assertThatThrownBy(() -> later(Duration.ofMinutes(10)).enrol(code, "", house.address + "/phones", "127.0.0.1"))
                .isInstanceOfSatisfying(
                        NotTaken.class, why -> assertThat(why.sentence(true)).contains("good once, for 10 minutes"));
        revoke(phone);
        phone.comesWith(code).isProblem(422);
    }

    @Test
    void whoIsBlockedTakesHisPhonesAndSquaresAlong() {
        Visitor awa = house.visitor();
        awa.signIn("awa", Visitor.PASSWORD, Visitor.code(house.secret(), 0)).is(302);
        String ofAminata = invitedPerson(awa, "aminata", "op-10");
        String aminata = house.part(Members.class).of(PartyId.parse("COOP-KAD-01"), Member.Kind.PERSON).stream()
                .filter(member -> "op-10".equals(member.operator()))
                .findFirst()
                .orElseThrow()
                .subject();
        house.database.sql("update identity.member set roles = '{administrator}' where subject = '" + aminata + "'");
        await().untilAsserted(() -> assertThat(
                        house.part(Members.class).lately(aminata).orElseThrow().roles())
                .containsExactly(Role.ADMINISTRATOR));
        String other = invite(
                        "'operator':'op-3','roles':['collector'],'place':'PC-KAD-01','issuer':'" + issuer() + "'",
                        ofAminata)
                .is(201)
                .json()
                .path("invitation")
                .asString();
        PocketPhone hers = enrolled("'operator':'op-10','roles':['collector']");
        PocketPhone gone = enrolled("'operator':'op-10','roles':['collector']");
        revoke(gone);
        PocketPhone others = enrolled();
        String unspent = invite(
                        "'operator':'op-10','roles':['collector'],'place':'PC-KAD-01','issuer':'" + issuer() + "'",
                        boss)
                .is(201)
                .json()
                .path("invitation")
                .asString();
        String token = hers.token();

        house.visitor().json("POST", "/members/" + aminata + "/block", boss, "").is(204);

        assertThat(shown(hers).path("state").asString()).isEqualTo("REVOKED");
        hers.send("POST", "/producers", token, producer(1)).is(202);
        assertThat(audited("PHONE_REVOKED", hers)).isOne();
        // the line stands for what changed
        assertThat(audited("PHONE_REVOKED", gone)).isOne();
        revoke(gone);
        assertThat(audited("PHONE_REVOKED", gone)).isOne();
        assertThat(shown(others).path("state").asString()).isEqualTo("LIVE");
        new PocketPhone(house.address).comesWith(unspent).isProblem(422);
        new PocketPhone(house.address).comesWith(other).isProblem(422);
    }

    @Test
    void aPhoneComesWithTheProofOfAP256KeyForThisAddressOnly() {
        String code = invitation();
        PocketPhone phone = new PocketPhone(house.address);
        String good = phone.sign(phone.proof("POST", "/phones"));
        List<String> bad = List.of(
                "",
                "nonsense",
                phone.sign(phone.proof("POST", "/harvests")),
                phone.sign(phone.proof("PUT", "/phones")),
                phone.sign(phone.proof("POST", "/phones"), phone.key),
                phone.sign(
                        phone.proof("POST", "/phones"),
                        PocketPhone.key(Curve.P_256).toPublicJWK()),
                phone.sign(phone.proof("POST", "/phones")
                        .issueTime(Date.from(Instant.now().minusSeconds(300)))),
                good.substring(0, good.length() - 4) + "AAAA",
                phone.assertion());
        for (String proof : bad) {
            phone.comesWith(code, proof).isProblem(422);
        }
        new PocketPhone(house.address, Curve.P_384).comesWith(code).isProblem(422);
        // none of them used the square up
        phone.comesWith(code, good).is(201);
        // a key belongs to one phone
        phone.comesWith(invitation()).isProblem(422);
    }

    @Test
    void anAdministratorInvitesForTheOwnOrganisationOnlyAndWithWhatItHas() {
        String issuer = issuer();
        String good = "'operator':'op-3','roles':['collector'],'place':'PC-KAD-01','issuer':'" + issuer + "'";
        for (String wrong : List.of(
                good.replace("op-3", "Moussa Traoré"),
                good.replace("'collector'", ""),
                good.replace("'collector'", "'administrator'"),
                good.replace("'collector'", "'king'"),
                good.replace("PC-KAD-01", "PC-KAD-99"),
                good.replace(issuer, "ZZ99"),
                good.replace(issuer, "Z"),
                good + ",'days':91",
                good + ",'days':0",
                good + ",'name':'x'",
                "'operator':'op-3'")) {
            invite(wrong, boss).isProblem(422);
        }
        invite(good, quality).isProblem(403);
        house.visitor().json("POST", "/phones/invitations", null, "{}").isProblem(401);
        PocketPhone phone = new PocketPhone(house.address);
        phone.comesWith(invite(good + ",'days':90", boss)
                        .is(201)
                        .json()
                        .path("invitation")
                        .asString())
                .is(201);
        // given once, for ever
        invite(good, boss).isProblem(422);
        house.visitor().json("GET", "/phones", quality, "").isProblem(403);
        phone.send("GET", "/phones", phone.token(), "").isProblem(403);
    }

    @Test
    void anIssuerAddedByACorrectionServesAPhone() {
        invite("PH99").isProblem(422);
        Visitor awa = house.visitor();
        awa.signIn("awa", Visitor.PASSWORD, Visitor.code(house.secret(), 0)).is(302);
        String another = invitedPerson(awa, "kadia", "op-9");
        String approval = awa.json(
                        "POST",
                        "/corrections",
                        quality,
                        fact("'target':'" + REGISTRATION
                                + "','reason':'TYPING','corrected':{'command':'RegisterOrganisation',"
                                + cooperative("PH99") + "}"))
                .is(202)
                .json()
                .path("eventId")
                .asString();
        awa.json("POST", "/approvals", another, fact("'approval':'" + approval + "'"))
                .is(201);

        new PocketPhone(house.address)
                .comesWith(invite("PH99").is(201).json().path("invitation").asString())
                .is(201);
    }

    // ---- tokens

    @Test
    void aTokenIsBoundToThePhonesKeyAndCountsWithAFreshProofOnly() {
        PocketPhone phone = enrolled();
        String token = phone.token();
        JsonNode claims =
                EventJson.mapper().readTree(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        assertThat(claims.path("cnf").path("jkt").asString()).isNotBlank();
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(900);

        JsonNode me = phone.send("GET", "/me", token, "").is(200).json();
        assertThat(me.path("kind").asString()).isEqualTo("phone");
        assertThat(me.path("device").asString()).isEqualTo(phone.device);
        assertThat(me.path("operator").asString()).isEqualTo("op-3");

        // where query-service asks whose it is, after it saw the proof
        assertThat(house.visitor().json("GET", "/me", token, "").is(200).json()).isEqualTo(me);

        String record = producer(1);
        // stolen without its key
        house.visitor().json("POST", "/producers", token, record).isProblem(401);
        PocketPhone thief = new PocketPhone(house.address);
        JsonNode told =
                thief.send("POST", "/producers", token, record).isProblem(401).json();
        assertThat(told.path("detail").asString()).startsWith("La preuve de la clé (en-tête DPoP)");
        // another address, method, token, time
        for (JWTClaimsSet.Builder proof : List.of(
                phone.proof("POST", "/harvests", token),
                phone.proof("GET", "/producers", token),
                phone.proof("POST", "/producers"),
                phone.proof("POST", "/producers", token + "x"),
                phone.proof("POST", "/producers", token).jwtID(null),
                phone.proof("POST", "/producers", token)
                        .issueTime(Date.from(Instant.now().minusSeconds(120))),
                phone.proof("POST", "/producers", token)
                        .issueTime(Date.from(Instant.now().plusSeconds(120))))) {
            phone.send("POST", "/producers", token, phone.sign(proof), record).isProblem(401);
        }
        // a proof counts once
        String proof = phone.sign(phone.proof("POST", "/producers", token));
        phone.send("POST", "/producers", token, proof, record).is(201);
        Visitor.Reply again =
                phone.send("POST", "/producers", token, proof, record).isProblem(401);
        assertThat(again.header("www-authenticate")).startsWith("DPoP error=\"invalid_dpop_proof\"");
    }

    @Test
    void aBrowserMakesAKeyThatCanNotLeaveItAndItAloneActsWithItsToken() throws URISyntaxException {
        String code = invitation();
        try (Chromium browser = new Chromium();
                BrowserContext context = browser.inFrench(new Browser.NewContextOptions())) {
            context.addInitScript(Path.of(PhoneIT.class.getResource("phone.js").toURI()));
            Page page = context.newPage();
            // the page of an application that is served under our own address
            String app = house.address + "/collecting";
            page.route(
                    app,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setHeaders(Map.of("Content-Security-Policy", "default-src 'none'; connect-src 'self'"))
                            .setBody("<!doctype html><title>phone</title>")));
            page.navigate(app);
            page.evaluate("phone.makesKey('own')");
            // the application is closed and opened again: the key is where it was, and as shut
            page.reload();
            assertThat(page.evaluate("phone.givesKeyAway('own')"))
                    .isEqualTo(List.of(false, "InvalidAccessError", "InvalidAccessError"));
            page.evaluate("phone.makesKey('open', true)");
            assertThat(page.evaluate("phone.givesKeyAway('open')")).isEqualTo(List.of(true, "jwk", "pkcs8"));

            String device = inBrowser(page, "comesWith", "own", code)
                    .is(201)
                    .json()
                    .path("device")
                    .asString();
            String token = inBrowser(page, "asksForAToken", "own", device)
                    .is(200)
                    .json()
                    .path("access_token")
                    .asString();
            String record = producer(1);
            // somebody who has the token, and a key of his own
            page.evaluate("phone.makesKey('another')");
            assertThat(inBrowser(page, "sends", "another", "/producers", token, record)
                            .is(401)
                            .json()
                            .path("detail")
                            .asString())
                    .startsWith("La preuve de la clé (en-tête DPoP)");
            inBrowser(page, "asksForAToken", "another", device).is(401);
            inBrowser(page, "sends", "own", "/producers", token, record).is(201);
            assertThat(house.database.number(
                            "select count(*) from identity.phone_counter where subject = '" + device + "'"))
                    .isOne();
        }
    }

    private static Visitor.Reply inBrowser(Page page, String does, String... said) {
        JsonNode answer = EventJson.mapper().readTree((String)
                page.evaluate("async said => JSON.stringify(await phone." + does + "(...said))", List.of(said)));
        return new Visitor.Reply(
                answer.path("status").asInt(), Map.of(), answer.path("body").asString());
    }

    @Test
    void aProofIsForTheAddressOfTheHouseWhateverItIsCalledBy() {
        PocketPhone phone = enrolled();
        String token = phone.token();
        // the same service by another name: nobody but the caller says that it is called so
        PocketPhone called = phone.calling(URI.create("http://localhost:" + house.address.getPort()));

        JsonNode told = called.send("GET", "/me", token, "").isProblem(401).json();
        assertThat(told.path("detail").asString()).contains(house.address + "/me");
        called.asksForAToken(phone.assertion(), called.sign(called.proof("POST", "/oauth2/token")))
                .is(400);
        String code = invitation();
        assertThat(called.comesWith(code).isProblem(422).json().path("detail").asString())
                .contains(house.address + "/phones");

        called.send("GET", "/me", token, called.sign(phone.proof("GET", "/me", token)), "")
                .is(200);
        called.asksForAToken(phone.assertion(), called.sign(phone.proof("POST", "/oauth2/token")))
                .is(200);
    }

    @Test
    void onlyThePhonesOwnKeyGetsAToken() {
        PocketPhone phone = enrolled();
        PocketPhone thief = new PocketPhone(house.address);
        thief.device = phone.device;
        thief.asksForAToken(thief.assertion(), thief.sign(thief.proof("POST", "/oauth2/token")))
                .is(401);
        // an assertion that was seen on its way
        thief.asksForAToken(phone.assertion(), thief.sign(thief.proof("POST", "/oauth2/token")))
                .is(400);
        phone.asksForAToken(phone.assertion(), "").is(400);
        String proof = phone.sign(phone.proof("POST", "/oauth2/token"));
        phone.asksForAToken(phone.assertion(), proof).is(200);
        phone.asksForAToken(phone.assertion(), proof).is(400);
        phone.visitor.machineToken(phone.device, "secret", "record").is(401);
        // a person's token is no phone's, whatever scheme it comes with
        phone.send("GET", "/me", boss, "").isProblem(401);
    }

    @Test
    void whoGetsNoTokenIsWrittenDownAndSlowedDownAlone() {
        PocketPhone phone = enrolled();
        phone.asksForAToken(phone.assertion(3600), phone.sign(phone.proof("POST", "/oauth2/token")))
                .is(401);
        PocketPhone thief = new PocketPhone(house.address);
        thief.device = phone.device;
        int tries = 0;
        Visitor.Reply turned;
        do {
            turned = thief.asksForAToken(thief.assertion(), "");
        } while (turned.status() == 401 && ++tries < 40);
        assertThat(turned.isProblem(429).header("retry-after")).isEqualTo("60");
        assertThat(enrolled().token()).isNotBlank();
        // what was written down a minute ago makes room only with time
        PocketPhone other = new PocketPhone(house.address);
        other.device = "tel-none";
        await().untilAsserted(() -> {
            other.asksForAToken(other.assertion(), "");
            assertThat(audited("TOKEN_REFUSED", other)).isPositive();
        });
    }

    // ---- numbers

    @Test
    void anEntrySaysWhichPhoneItIsFromAndEachIsNumbered() {
        PocketPhone phone = enrolled();
        String token = phone.token();
        String first = producer(1);
        String unnumbered = first.replace(",\"counter\":1", "");
        assertThat(phone.send("POST", "/producers", token, unnumbered)
                        .isProblem(422)
                        .json()
                        .path("detail")
                        .asString())
                .isEqualTo("Il manque le champ counter.");
        phone.send("POST", "/producers", token, first.replace("\"counter\":1", "\"counter\":0"))
                .isProblem(422);
        phone.send("POST", "/producers", token, first).is(201);
        // the answer was lost: alone or in a batch, the same is the same
        phone.send("POST", "/producers", token, first).is(200);
        JsonNode answers = phone.send("POST", "/entries", token, batch(first, producer(2), unnumbered))
                .is(200)
                .json()
                .path("answers");
        assertThat(answers.path(0).path("status").asInt()).isEqualTo(200);
        assertThat(answers.path(1).path("status").asInt()).isEqualTo(201);
        assertThat(answers.path(2).path("status").asInt()).isEqualTo(422);
        assertThat(house.database.number(
                        "select count(*) from journal where convert_from(entry, 'UTF8') like '%\"device\":\""
                                + phone.device + "\"%'"))
                .isEqualTo(2);
        assertThat(shown(phone).path("suspectSince").isMissingNode()).isTrue();
        // nobody else has to
        house.visitor()
                .json("POST", "/producers", boss, producer(1).replace(",\"counter\":1", ""))
                .is(201);
        phone.send("POST", "/imports", token, "numero;commune").isProblem(403);
    }

    @Test
    void aNumberWithTwoContentsIsNoRecordButAnAlarm() {
        PocketPhone phone = enrolled();
        String token = phone.token();
        phone.send("POST", "/producers", token, producer(7)).is(201);
        long before = house.database.number("select count(*) from journal");

        String other = producer(7);
        JsonNode kept = phone.send("POST", "/producers", token, other).is(202).json();

        assertThat(kept.path("detail").asString())
                .startsWith("Gardé à part sous le n° " + kept.path("quarantine").asLong())
                .contains("son compteur a déjà servi pour un autre contenu");
        assertThat(house.database.number("select count(*) from journal")).isEqualTo(before);
        assertThat(shown(phone).path("suspectSince").asString()).isNotBlank();
        assertThat(audited("PHONE_CLONED", phone)).isOne();
        // the same again is the same case
        assertThat(phone.send("POST", "/producers", token, other).is(202).json())
                .isEqualTo(kept);
        // in a batch the others pass
        JsonNode answers = phone.send("POST", "/entries", token, batch(producer(8), producer(7), producer(9)))
                .is(200)
                .json()
                .path("answers");
        assertThat(answers.path(0).path("status").asInt()).isEqualTo(201);
        assertThat(answers.path(1).path("status").asInt()).isEqualTo(202);
        assertThat(answers.path(1).path("kept").path("quarantine").asLong())
                .isGreaterThan(kept.path("quarantine").asLong());
        assertThat(answers.path(2).path("status").asInt()).isEqualTo(201);
        assertThat(audited("PHONE_CLONED", phone)).isOne();
        assertThat(audited("KEPT_ASIDE", phone)).isEqualTo(2);
        assertThat(shown(phone).path("aside").asLong()).isEqualTo(2);

        // somebody looked at the phone: the alarm ends once, what waits waits on, and the next copy raises it anew
        for (int i = 0; i < 2; i++) {
            house.visitor()
                    .json("POST", "/phones/" + phone.device + "/clear", boss, "")
                    .is(204);
        }
        assertThat(audited("PHONE_CLEARED", phone)).isOne();
        assertThat(shown(phone).path("suspectSince").asString("")).isEmpty();
        assertThat(shown(phone).path("aside").asLong()).isEqualTo(2);
        phone.send("POST", "/producers", token, producer(7)).is(202);
        assertThat(shown(phone).path("suspectSince").asString()).isNotBlank();
        assertThat(audited("PHONE_CLONED", phone)).isEqualTo(2);
        house.visitor()
                .json("POST", "/phones/" + phone.device + "/clear", quality, "")
                .isProblem(403);
    }

    @Test
    void ofManyThatGiveOneNumberAtOnceOneIsRecordedAndNoneIsLost() throws Exception {
        PocketPhone phone = enrolled();
        String token = phone.token();
        List<Integer> statuses = together(
                8, () -> phone.send("POST", "/producers", token, producer(1)).status());
        assertThat(statuses)
                .containsOnlyOnce(201)
                .filteredOn(status -> status == 202)
                .hasSize(7);
        assertThat(shown(phone).path("aside").asLong()).isEqualTo(7);
    }

    // ---- who stands behind the numbers that phones record, on pages

    @Test
    void whoIsSignedInKeepsAPersonOnPagesAsHisRoleAllows() {
        PocketPhone phone = enrolled();
        phone.send("POST", "/producers", phone.token(), producer(1)).is(201);
        String number = "P-KAD-" + PRODUCER.get();
        String page = "/account/producers/" + number;
        Visitor awa = house.visitor();
        awa.signIn("awa", Visitor.PASSWORD, Visitor.code(house.secret(), 0)).is(302);
        assertThat(awa.get("/account").body()).contains("/account/producers");

        assertThat(awa.get(page).is(200).body()).contains("rien n’est gardé", "jamais demandé");
        assertThat(awa.form("/account/producers/open", Map.of()).status()).isEqualTo(403);
        assertThat(awa.get("/account/producers/open?producer=" + number).is(303).header("location"))
                .isEqualTo(page);
        awa.fill(page, Map.of("name", "Zénabou D'Arc", "phone", "79 41 72 53")).is(303);
        assertThat(awa.get(page).is(200).body()).contains("Zénabou D&#39;Arc", "+22379417253");
        assertThat(awa.get("/account/producers").is(200).body()).contains(number, "Zénabou D&#39;Arc");

        String today = LocalDate.now(ZoneOffset.UTC).toString();
        Map<String, String> said =
                Map.of("purpose", "name-to-buyer", "given", "true", "on", today, "words", "à la réunion");
        sent(awa, page, "/consents", said).is(303);
        assertThat(awa.get(page).body()).contains("dire le nom à un acheteur : <strong>oui, le ");
        assertThat(awa.get(page + "/export").is(200).header("content-disposition"))
                .contains(number);

        // what is refused is said on a page, with a way back
        Visitor.Reply refused = awa.fill(page, Map.of("name", "", "phone", "")).is(422);
        assertThat(refused.header("content-type")).startsWith("text/html");
        assertThat(refused.body()).contains("role=\"alert\"", "href=\"/account/producers\"");
        sent(awa, page, "/consents", Map.of("purpose", "name-to-buyer", "given", "true", "on", "2099-01-01"))
                .is(422);
        assertThat(awa.get("/account/producers/P-OUT-0001").is(404).body()).contains("role=\"alert\"");
        sent(awa, page, "/erase", Map.of()).is(422);
        // not without a sign-in, and not without the mark of a page of ours
        house.visitor().get(page).is(302);
        awa.form(page, Map.of("name", "Somebody")).is(403);
        // a quality officer sees nobody
        Visitor binta = house.visitor();
        binta.signIn("binta", "quatre mots sans rapport", Visitor.code(Objects.requireNonNull(SECRETS.get("binta")), 0))
                .is(302);
        assertThat(binta.get("/account").body()).doesNotContain("/account/producers");
        assertThat(binta.get(page).is(403).body()).contains("role=\"alert\"").doesNotContain("Zénabou");

        sent(awa, page, "/erase", Map.of("sure", "yes")).is(303);
        assertThat(awa.get(page).is(200).body())
                .contains("rien n’est gardé", "dire le nom à un acheteur : <strong>non, le ")
                .doesNotContain("Zénabou");
        assertThat(house.database.number(
                        "select count(*) from persons.audit where producer = '" + number + "' and operator = 'op-1'"))
                .isGreaterThan(5);
    }

    private static Visitor.Reply sent(Visitor visitor, String page, String to, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(
                "_csrf",
                Visitor.found(
                        Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\""),
                        visitor.get(page).is(200).body()));
        return visitor.form(page + to, all);
    }

    @Test
    void numbersOutliveTheService() {
        PocketPhone phone = enrolled();
        phone.send("POST", "/producers", phone.token(), producer(1)).is(201);
        Member member = house.part(Members.class).find(phone.device).orElseThrow();
        PhoneGate afterRestart = new Quarantine(
                        house.part(IdentityDatabase.class),
                        house.part(Audit.class),
                        Clock.systemUTC(),
                        new SimpleMeterRegistry())
                .gate(member);
        assertThat(afterRestart.count(List.of(new PhoneGate.Numbered(0, 1, "other"))))
                .containsOnly(0);
    }

    @Test
    void aPhoneSendsSixtyTimesAMinute() {
        PocketPhone phone = enrolled();
        Member member = house.part(Members.class).find(phone.device).orElseThrow();
        PhoneGate gate = house.part(Quarantine.class).gate(member);
        int admitted = 0;
        while (gate.admits()) {
            admitted++;
        }
        assertThat(admitted).isBetween(60, 62);
        // one that comes back with time is taken, not sixty more
        String token = phone.token();
        int sent = 0;
        Visitor.Reply turned;
        do {
            boolean alone = sent++ % 2 == 0;
            turned = phone.send(
                    "POST", alone ? "/producers" : "/entries", token, alone ? producer(sent) : batch(producer(sent)));
        } while (turned.status() != 429 && sent < 60);
        assertThat(turned.isProblem(429).header("retry-after")).isEqualTo("60");
    }

    @Test
    void aPhoneNumbersTwoThousandRecordsAMinute() {
        PocketPhone phone = enrolled();
        Member member = house.part(Members.class).find(phone.device).orElseThrow();
        PhoneGate gate = house.part(Quarantine.class).gate(member);
        for (int sending = 0; sending < 4; sending++) {
            List<PhoneGate.Numbered> records = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                records.add(new PhoneGate.Numbered(i, sending * 500L + i + 1, "x"));
            }
            assertThat(gate.count(records)).isEmpty();
        }
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(producer(3000 + i));
        }
        phone.send("POST", "/entries", phone.token(), batch(many.toArray(String[]::new)))
                .isProblem(429);
        assertThat(house.database.number(
                        "select count(*) from identity.phone_counter where subject = '" + phone.device + "'"))
                .isEqualTo(2000);
    }

    @Test
    void aPhoneMakesLotsWithCodesOfItsOwn() {
        String own = issuer();
        PocketPhone phone = new PocketPhone(house.address);
        phone.comesWith(invite(own).is(201).json().path("invitation").asString())
                .is(201);
        String token = phone.token();
        String foreign = LotId.ofDay(LocalDate.of(2026, 5, 11), IssuerCode.parse(issuer()), 1)
                .text();
        String record = harvest(foreign, 1);

        assertThat(phone.send("POST", "/harvests", token, record)
                        .isProblem(403)
                        .json()
                        .path("detail")
                        .asString())
                .contains("donne des codes de " + own + " seulement");
        JsonNode answers = phone.send(
                        "POST",
                        "/entries",
                        token,
                        "{\"entries\":[" + record.replaceFirst("\\{", "{\"command\":\"RecordHarvest\",") + "]}")
                .is(200)
                .json();
        assertThat(statuses(answers)).containsExactly(403);
        // its number is free still: with a code of its own the rules of the ledger are asked
        String good = record.replace(
                foreign,
                LotId.ofDay(LocalDate.of(2026, 5, 11), IssuerCode.parse(own), 1).text());
        assertThat(phone.send("POST", "/harvests", token, good).body())
                .contains("\"detail\"")
                .doesNotContain("donne des codes");
        revoke(phone);
        long number = kept(phone.send("POST", "/harvests", token, harvest(foreign, 2)));
        house.visitor()
                .json("POST", "/quarantine/" + number + "/accept", quality, "{}")
                .isProblem(403);
    }

    private static String harvest(String lot, long counter) {
        return fact("'lot':'" + lot + "','orchard':'V-KAD-9999','variety':'KEN','weightG':806500,'counter':" + counter);
    }

    // ---- revoked

    @Test
    void whatARevokedPhoneSendsIsKeptByteForByteAndNothingElseIsAnswered() {
        PocketPhone phone = enrolled();
        String token = phone.token();
        house.visitor()
                .json("POST", "/phones/" + phone.device + "/revoke", quality, "")
                .isProblem(403);
        house.visitor()
                .json("POST", "/phones/tel-000000000000/revoke", boss, "")
                .isProblem(404);
        house.visitor()
                .json("POST", "/phones/" + phone.device + "/revoke", boss, "")
                .is(204);
        assertThat(audited("PHONE_REVOKED", phone)).isOne();
        assertThat(shown(phone).path("state").asString()).isEqualTo("REVOKED");
        long before = house.database.number("select count(*) from journal");

        String record = "  " + producer(1) + "\n";
        JsonNode kept = phone.send("POST", "/producers", token, record).is(202).json();
        String whatever = "not even JSON é";
        JsonNode keptToo =
                phone.send("POST", "/entries", phone.token(), whatever).is(202).json();

        assertThat(kept.path("detail").asString())
                .contains("ce téléphone a été révoqué")
                .contains("Un administrateur ou un responsable qualité de votre organisation décide");
        assertThat(house.database.number("select count(*) from journal")).isEqualTo(before);
        JsonNode content = house.visitor()
                .json("GET", "/quarantine/" + kept.path("quarantine").asLong(), quality, "")
                .is(200)
                .json();
        assertThat(content.path("body").asString()).isEqualTo(record);
        assertThat(content.at("/waiting/device").asString()).isEqualTo(phone.device);
        assertThat(content.at("/waiting/why").asString()).isEqualTo("REVOKED");
        assertThat(house.visitor()
                        .json("GET", "/quarantine/" + keptToo.path("quarantine").asLong(), quality, "")
                        .is(200)
                        .json()
                        .path("body")
                        .asString())
                .isEqualTo(whatever);
        // sent again it is the same case
        assertThat(phone.send("POST", "/producers", token, record).is(202).json())
                .isEqualTo(kept);
        // nothing else, with its key or without
        for (String path : List.of("/me", "/phones", "/quarantine", "/entries/" + UUID.randomUUID(), "/persons")) {
            phone.send("GET", path, token, "").isProblem(403);
        }
        phone.send("POST", "/invitations", token, "{}").isProblem(403);
        house.visitor().json("GET", "/me", token, "").isProblem(403);
        house.visitor().json("POST", "/producers", token, record).isProblem(401);
        new PocketPhone(house.address).send("POST", "/producers", token, record).isProblem(401);
        // for good
        house.visitor()
                .json("POST", "/members/" + phone.device + "/unblock", boss, "")
                .isProblem(404);
    }

    @Test
    void whatAnExpiredPhoneSendsIsKeptToo() {
        PocketPhone phone = enrolled();
        Member member = house.part(Members.class).find(phone.device).orElseThrow();
        PhoneGate later = new Quarantine(
                        house.part(IdentityDatabase.class),
                        house.part(Audit.class),
                        Clock.offset(Clock.systemUTC(), Duration.ofDays(30)),
                        new SimpleMeterRegistry())
                .gate(member);
        assertThat(later.keep("/producers", new byte[] {1}))
                .extracting(PhoneGate.Aside::why)
                .isEqualTo(PhoneGate.Why.EXPIRED);
        house.database.sql("update identity.member set valid_until = now() - interval '1 second' where subject = '"
                + phone.device + "'");
        await().untilAsserted(
                        () -> assertThat(shown(phone).path("state").asString()).isEqualTo("EXPIRED"));
        phone.send("POST", "/producers", phone.token(), producer(1)).is(202);
    }

    @Test
    void somebodyElseAcceptsWhatWasKeptAndThePhoneStaysItsAuthor() {
        PocketPhone phone = enrolled();
        String token = phone.token();
        phone.send("POST", "/producers", token, producer(1)).is(201);
        String mine = producer(2);
        String two = batch(mine, producer(1), producer(3));
        JsonNode answers =
                phone.send("POST", "/entries", token, two).is(200).json().path("answers");
        long collided = answers.at("/1/kept/quarantine").asLong();
        house.visitor()
                .json("POST", "/phones/" + phone.device + "/revoke", boss, "")
                .is(204);
        String late = batch(producer(4), producer(5));
        long revoked = phone.send("POST", "/entries", token, late)
                .is(202)
                .json()
                .path("quarantine")
                .asLong();
        long before = house.database.number("select count(*) from journal");
        Visitor decider = house.visitor();

        decider.json("POST", "/quarantine/" + collided + "/accept", phone.token(), "{}")
                .isProblem(401);
        decider.json("POST", "/quarantine/999999/accept", quality, "{}").isProblem(404);
        JsonNode one = decider.json("POST", "/quarantine/" + collided + "/accept", quality, "{}")
                .is(200)
                .json();
        assertThat(one.path("recorded").asBoolean()).isTrue();
        assertThat(one.path("answers").size()).isOne();
        decider.json("POST", "/quarantine/" + collided + "/accept", quality, "{}")
                .isProblem(404);
        assertThat(decider.json("POST", "/quarantine/" + revoked + "/accept", boss, "{\"confirmed\":[]}")
                        .is(200)
                        .json()
                        .path("recorded")
                        .asBoolean())
                .isTrue();

        assertThat(house.database.number("select count(*) from journal")).isEqualTo(before + 3);
        assertThat(house.database.number(
                        "select count(*) from journal where convert_from(entry, 'UTF8') like '%\"operator\":\"op-3\",\"device\":\""
                                + phone.device + "\"%'"))
                .isEqualTo(6);
        assertThat(audited("ASIDE_ACCEPTED", phone)).isEqualTo(2);
        assertThat(shown(phone).path("aside").asLong()).isZero();
        assertThat(house.database.number("select sum(octet_length(body)) from identity.quarantine where number in ("
                        + collided + ", " + revoked + ")"))
                .isZero();
    }

    @Test
    void whatAPhoneSentIsKeptUntilSomebodyDecidesAndThenNowhere() {
        PocketPhone phone = enrolled();
        String token = phone.token();
        revoke(phone);
        long number = kept(phone.send(
                "POST", "/harvests", token, fact("'counter':1,'note':'Quadrophène','position':{'lat':10.551234}")));
        for (String personal : List.of("Quadrophène", "10.551234")) {
            assertThat(Search.tables(house.database, personal)).containsExactly("identity.quarantine");
        }
        // not to be exchanged for something else before, by nobody
        assertThatThrownBy(
                        () -> house.database.sql("update identity.quarantine set body = '{}' where number = " + number))
                .hasStackTraceContaining("what waits stays as it was sent");

        house.visitor()
                .json("POST", "/quarantine/" + number + "/reject", quality, "{\"reason\":\"illisible\"}")
                .is(204);

        for (String personal : List.of("Quadrophène", "10.551234")) {
            assertThat(Search.tables(house.database, personal)).isEmpty();
        }
    }

    @Test
    void whatIsRefusedWaitsOnUntilSomebodyRejectsItWithAReason() {
        PocketPhone phone = enrolled();
        String taken = producer(1);
        phone.send("POST", "/producers", phone.token(), taken).is(201);
        house.visitor()
                .json("POST", "/phones/" + phone.device + "/revoke", boss, "")
                .is(204);
        String again = taken.replaceFirst("\"eventId\":\"[^\"]+\"", "\"eventId\":\"" + UUID.randomUUID() + "\"")
                .replace("\"counter\":1", "\"counter\":2");
        long number = phone.send("POST", "/producers", phone.token(), again)
                .is(202)
                .json()
                .path("quarantine")
                .asLong();
        Visitor decider = house.visitor();

        JsonNode told = decider.json("POST", "/quarantine/" + number + "/accept", quality, "{}")
                .is(200)
                .json();
        assertThat(told.path("recorded").asBoolean()).isFalse();
        assertThat(told.at("/answers/0/problem/detail").asString()).isNotBlank();
        assertThat(shown(phone).path("aside").asLong()).isOne();

        decider.json("POST", "/quarantine/" + number + "/reject", quality, "{}").isProblem(422);
        decider.json("POST", "/quarantine/" + number + "/reject", quality, "{\"reason\":\"vu deux fois\"}")
                .is(204);
        decider.json("POST", "/quarantine/" + number + "/reject", quality, "{\"reason\":\"encore\"}")
                .isProblem(404);
        assertThat(audited("ASIDE_REJECTED", phone)).isOne();
        assertThat(house.database.number(
                        "select count(*) from identity.quarantine where reason = 'vu deux fois' and decided = 'rejected' and octet_length(body) = 0 and print = '"
                                + HexFormat.of().formatHex(Codes.hash(again)) + "'"))
                .isOne();
        // the same again is the same case, and is not kept anew
        assertThat(kept(phone.send("POST", "/producers", phone.token(), again))).isEqualTo(number);
        assertThat(house.database.number("select octet_length(body) from identity.quarantine where number = " + number))
                .isZero();
    }

    @Test
    void whoAcceptsConfirmsWhatThePhoneCouldNotBeAskedAnyMore() {
        PocketPhone phone = enrolled();
        house.visitor()
                .json("POST", "/phones/" + phone.device + "/revoke", boss, "")
                .is(204);
        long number = phone.send(
                        "POST", "/producers", phone.token(), producer(1).replace("\"source\":\"IMPORT\",", ""))
                .is(202)
                .json()
                .path("quarantine")
                .asLong();
        String accept = "/quarantine/" + number + "/accept";

        JsonNode asked =
                house.visitor().json("POST", accept, quality, "{}").is(200).json();
        assertThat(asked.at("/answers/0/problem/code").asString()).isEqualTo("W-TIME-03");
        assertThat(asked.at("/answers/0/problem/confirmable").asBoolean()).isTrue();
        JsonNode told = house.visitor()
                .json(
                        "POST",
                        accept,
                        quality,
                        "{\"confirmed\":[{\"code\":\"W-TIME-03\",\"reason\":\"téléphone retrouvé\"}]}")
                .is(200)
                .json();
        assertThat(told.path("recorded").asBoolean()).isTrue();
        assertThat(told.at("/answers/0/receipt/flags").toString()).contains("W-TIME-03");
    }

    @Test
    void whoAcceptsABatchConfirmsOnlyWhatAsksForItAndWhatIsRecordedStays() {
        PocketPhone phone = enrolled();
        String token = phone.token();
        String taken = producer(1);
        phone.send("POST", "/producers", token, taken).is(201);
        revoke(phone);
        String refused = taken.replaceFirst("\"eventId\":\"[^\"]+\"", "\"eventId\":\"" + UUID.randomUUID() + "\"")
                .replace("\"counter\":1", "\"counter\":4");
        String late = producer(3).replace("\"source\":\"IMPORT\",", "");
        long number = kept(phone.send("POST", "/entries", token, batch(producer(2), late, refused)));

        assertThat(statuses(accept(number, "{}"))).containsExactly(201, 422, 409);
        assertThat(statuses(accept(number, confirmed("retrouvé")))).containsExactly(200, 201, 409);
        assertThat(statuses(accept(number, confirmed("autrement dit")))).containsExactly(200, 200, 409);
        assertThat(statuses(accept(number, "{}"))).containsExactly(200, 200, 409);
    }

    private static String confirmed(String reason) {
        return "{\"confirmed\":[{\"code\":\"W-TIME-03\",\"reason\":\"" + reason + "\"}]}";
    }

    private static JsonNode accept(long number, String body) {
        return house.visitor()
                .json("POST", "/quarantine/" + number + "/accept", quality, body)
                .is(200)
                .json();
    }

    private static List<Integer> statuses(JsonNode told) {
        return told.path("answers")
                .valueStream()
                .map(answer -> answer.path("status").asInt())
                .toList();
    }

    private static long kept(Visitor.Reply reply) {
        return reply.is(202).json().path("quarantine").asLong();
    }

    private static void revoke(PocketPhone phone) {
        house.visitor()
                .json("POST", "/phones/" + phone.device + "/revoke", boss, "")
                .is(204);
    }

    @Test
    void nobodyAcceptsAConsentForAnother() {
        String approval = house.visitor()
                .json("POST", "/voids", quality, fact("'target':'" + REGISTRATION + "','reason':'DUPLICATE'"))
                .is(202)
                .json()
                .path("eventId")
                .asString();
        PocketPhone phone = enrolled("'operator':'op-3','roles':['quality-officer']");
        String token = phone.token();
        revoke(phone);
        String consent = fact("'approval':'" + approval + "','counter':1");
        long alone = kept(phone.send("POST", "/approvals", token, consent));
        long together = kept(phone.send(
                "POST",
                "/entries",
                token,
                "{\"entries\":["
                        + consent.replaceFirst("\\{", "{\"command\":\"GrantApproval\",") + ","
                        + fact("'command':'RejectApproval','approval':'" + approval + "','reason':'x','counter':2")
                        + "]}"));

        assertThat(house.visitor()
                        .json("POST", "/quarantine/" + alone + "/accept", quality, "{}")
                        .isProblem(403)
                        .json()
                        .path("detail")
                        .asString())
                .contains("op-3 le donne en personne");
        assertThat(statuses(accept(together, "{}"))).containsExactly(403, 403);
        // it is there to be decided on, by somebody
        PocketPhone third = enrolled("'operator':'op-12','roles':['quality-officer']");
        third.send(
                        "POST",
                        "/rejections",
                        third.token(),
                        fact("'approval':'" + approval + "','reason':'essai','counter':1"))
                .is(201);
    }

    @Test
    void theNumbersOfWhatARevokedPhoneSentAreLookedAtBeforeItIsRecorded() {
        PocketPhone phone = enrolled();
        String token = phone.token();
        phone.send("POST", "/producers", token, producer(17)).is(201);
        revoke(phone);
        long number = kept(phone.send("POST", "/entries", token, batch(producer(17), producer(18))));
        long alone = kept(phone.send("POST", "/producers", token, producer(18)));
        assertThat(shown(phone).path("suspectSince").isMissingNode()).isTrue();

        JsonNode told = accept(number, "{}");

        assertThat(statuses(told)).containsExactly(202, 201);
        assertThat(told.path("recorded").asBoolean()).isFalse();
        assertThat(shown(phone).path("suspectSince").asString()).isNotBlank();
        assertThat(audited("PHONE_CLONED", phone)).isOne();
        JsonNode second = accept(alone, "{}");
        assertThat(statuses(second)).containsExactly(202);
        // each waits under a number of its own, and is recorded only if somebody wants it all the same
        assertThat(shown(phone).path("aside").asLong()).isEqualTo(2);
        long own = told.at("/answers/0/kept/quarantine").asLong();
        assertThat(own).isNotEqualTo(number);
        assertThat(house.visitor()
                        .json("GET", "/quarantine/" + own, quality, "")
                        .is(200)
                        .json()
                        .at("/waiting/why")
                        .asString())
                .isEqualTo("CLONED");
        assertThat(statuses(accept(own, "{}"))).containsExactly(201);
    }

    @Test
    void decidingWaitsForNobody() throws Exception {
        PocketPhone phone = enrolled();
        String token = phone.token();
        revoke(phone);
        long number = kept(phone.send("POST", "/producers", token, producer(1)));
        Quarantine quarantine = house.part(Quarantine.class);
        Member by = house.part(Members.class).find(phone.device).orElseThrow();
        Quarantine.Waiting waiting =
                quarantine.waiting(by.organisation(), number).orElseThrow();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            boolean accepted = quarantine.decide(waiting, Audit.What.ASIDE_ACCEPTED, by, null, null, body -> {
                // while the ledger writes, somebody else rejects it
                try {
                    return other.submit(() -> quarantine.decide(
                                    waiting, Audit.What.ASIDE_REJECTED, by, null, "trop tard", again -> true))
                            .get();
                } catch (InterruptedException | java.util.concurrent.ExecutionException waited) {
                    throw new AssertionError(waited);
                }
            });
            assertThat(accepted).isTrue();
        }
        // what is in the ledger is accepted
        assertThat(house.database.number("select count(*) from identity.quarantine where number = " + number
                        + " and decided = 'accepted' and reason = 'trop tard'"))
                .isOne();
    }

    @Test
    void ofTwoThatAcceptAtOnceOneIsTheOneWhoDid() throws Exception {
        PocketPhone phone = enrolled();
        String token = phone.token();
        revoke(phone);
        long number = kept(phone.send("POST", "/producers", token, producer(1)));
        long before = house.database.number("select count(*) from journal");
        assertThat(together(
                        8,
                        () -> house.visitor()
                                .json("POST", "/quarantine/" + number + "/accept", quality, "{}")
                                .status()))
                .contains(200)
                .allMatch(status -> status == 200 || status == 404);
        assertThat(house.database.number("select count(*) from journal")).isEqualTo(before + 1);
        assertThat(audited("ASIDE_ACCEPTED", phone)).isOne();
    }

    @Test
    void nobodyAcceptsInTheirOwnNameOrForAnotherOrganisation() {
        PocketPhone phone = new PocketPhone(house.address);
        phone.comesWith(invite(
                                "'operator':'op-8','roles':['collector'],'place':'PC-KAD-01','issuer':'" + issuer()
                                        + "'",
                                boss)
                        .json()
                        .path("invitation")
                        .asString())
                .is(201);
        house.visitor()
                .json("POST", "/phones/" + phone.device + "/revoke", boss, "")
                .is(204);
        long number = phone.send("POST", "/producers", phone.token(), producer(1))
                .is(202)
                .json()
                .path("quarantine")
                .asLong();
        assertThat(house.visitor()
                        .json("POST", "/quarantine/" + number + "/accept", quality, "{}")
                        .isProblem(422)
                        .json()
                        .path("detail")
                        .asString())
                .contains("une autre personne accepte");
        house.database.sql(
                "update identity.member set organisation = 'STAT-SIK-01' where subject = '" + phone.device + "'");
        for (String door : List.of("", "/accept", "/reject")) {
            house.visitor()
                    .json(
                            door.isEmpty() ? "GET" : "POST",
                            "/quarantine/" + number + door,
                            boss,
                            door.isEmpty() ? "" : door.equals("/reject") ? "{\"reason\":\"x\"}" : "{}")
                    .isProblem(404);
        }
        house.visitor()
                .json("POST", "/phones/" + phone.device + "/revoke", boss, "")
                .isProblem(404);
        assertThat(house.visitor().json("GET", "/quarantine", boss, "").is(200).body())
                .doesNotContain(phone.device);
    }

    @Test
    void whatIsKeptHasItsRoomAndCanNotBeChanged() {
        PocketPhone phone = enrolled();
        house.visitor()
                .json("POST", "/phones/" + phone.device + "/revoke", boss, "")
                .is(204);
        Member member = house.part(Members.class).find(phone.device).orElseThrow();
        PhoneGate gate = house.part(Quarantine.class).gate(member);
        byte[] large = new byte[8 * 1024 * 1024 - 1024];
        gate.keep("/entries", large.clone());
        large[0] = 1;
        gate.keep("/entries", large);
        Visitor.Reply full =
                phone.send("POST", "/producers", phone.token(), producer(1)).isProblem(507);
        assertThat(full.json().path("detail").asString()).contains("gardez-le sur le téléphone");
        // of a batch only what there is no room for
        PocketPhone other = enrolled();
        String token = other.token();
        other.send("POST", "/producers", token, producer(1)).is(201);
        PhoneGate roomy = house.part(Quarantine.class)
                .gate(house.part(Members.class).find(other.device).orElseThrow());
        large[0] = 2;
        roomy.keep("/entries", large, java.util.Set.of(0));
        large[0] = 3;
        roomy.keep("/entries", large, java.util.Set.of(0));
        assertThat(statuses(other.send("POST", "/entries", token, batch(producer(1), producer(2)))
                        .is(200)
                        .json()))
                .containsExactly(507, 201);
        assertThat(shown(other).path("suspectSince").asString()).isNotBlank();
        for (String rewriting : List.of("UPDATE", "DELETE", "TRUNCATE")) {
            assertThat(house.database.number(
                            "select count(*) from information_schema.role_table_grants where table_schema = 'identity' and table_name in ('quarantine', 'phone_counter') and grantee = 'ledger_app' and privilege_type = '"
                                    + rewriting + "'"))
                    .isZero();
        }
    }

    private static List<Integer> together(int many, Callable<Integer> work) throws Exception {
        try (ExecutorService all = Executors.newFixedThreadPool(many)) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> each : all.invokeAll(java.util.Collections.nCopies(many, work))) {
                statuses.add(each.get());
            }
            return statuses;
        }
    }
}
