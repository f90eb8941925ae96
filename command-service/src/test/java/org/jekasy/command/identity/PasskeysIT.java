package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jekasy.language.PartyId;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/** A passkey is made, used and removed: in a real browser with an authenticator of its own, and by devices that lie. Screenshots are left in {@code target/passkeys}. */
class PasskeysIT {
    private static final Path SCREENSHOTS = Path.of("target", "passkeys");
    private static final Pattern ASKED = Pattern.compile("data-asked=\"([^\"]+)\"");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static SignInHouse house;
    private static String secret;
    private static URI address;

    @BeforeAll
    static void openTheHouse(@TempDir Path folder) {
        house = new SignInHouse(folder);
        secret = house.administrator();
        // a browser makes no passkey for a number
        address = URI.create("http://localhost:" + house.address.getPort());
    }

    @AfterAll
    static void closeIt() {
        house.close();
    }

    @BeforeEach
    void nobodyHasAPasskey() {
        house.codesAreFresh();
        house.database.sql("delete from identity.passkey");
        house.database.sql("update identity.member set ended_before = null, active = true");
        for (int i = 0; i < 5; i++) {
            house.part(Throttle.class).welcome("add " + awa().subject());
        }
    }

    private static Member awa() {
        return house.part(Members.class).of(PartyId.parse("COOP-KAD-01"), Member.Kind.PERSON).stream()
                .filter(member -> "op-1".equals(member.operator()))
                .findFirst()
                .orElseThrow();
    }

    private static Visitor signedIn() {
        Visitor visitor = new Visitor(address);
        assertThat(visitor.signIn("awa", Visitor.PASSWORD, Visitor.code(secret, 0))
                        .is(302)
                        .header("location"))
                .contains("/account");
        house.codesAreFresh();
        return visitor;
    }

    private static JsonNode asked(Visitor.Reply page) {
        return EventJson.mapper().readTree(HtmlUtils.htmlUnescape(Visitor.found(ASKED, page.body())));
    }

    private static Visitor.Reply send(Visitor visitor, Visitor.Reply page, String to, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", Visitor.found(CSRF, page.body()));
        return visitor.form(to, all);
    }

    private static Visitor.Reply add(Visitor visitor, Device device, String name) {
        Visitor.Reply page = visitor.get("/account").is(200);
        return send(visitor, page, "/account/passkeys", Map.of("name", name, "credential", device.makes(asked(page))));
    }

    private static Device added() {
        Device device = new Device(address.toString());
        assertThat(add(signedIn(), device, "Téléphone").is(303).header("location"))
                .isEqualTo("/account?added");
        return device;
    }

    private static Visitor.Reply signIn(Visitor visitor, Device device) {
        Visitor.Reply page = visitor.get("/sign-in").is(200);
        device.count++;
        return send(visitor, page, "/sign-in/passkey", Map.of("credential", device.proves(asked(page))));
    }

    private static void isRefused(Visitor visitor, Supplier<Visitor.Reply> sent, PasskeyRefused.Why why) {
        String refusals =
                "select count(*) from identity.audit where what = 'PASSKEY_REFUSED' and detail = '" + why.word() + "'";
        long before = house.database.number(refusals);
        assertThat(sent.get().is(302).header("location")).endsWith("/sign-in?passkey=" + why.word());
        assertThat(visitor.get("/sign-in?passkey=" + why.word()).is(200).body()).contains(why.french());
        visitor.get("/account").is(302);
        assertThat(house.database.number(refusals)).isEqualTo(before + 1);
    }

    /** Lines of the audit about the one passkey there is, with whose and of which organisation it is. */
    private static long lines(Audit.What what) {
        return house.database.number(
                "select count(*) from identity.audit, identity.passkey where what = '" + what
                        + "' and detail = 'passkey ' || passkey.number and audit.subject = passkey.subject and organisation = 'COOP-KAD-01'");
    }

    @Test
    void aPasskeyOpensASessionThatEndsLikeAnyOther() {
        Device device = added();
        assertThat(house.database.number("select count(*) from identity.passkey where last_used_at is null"))
                .isOne();
        Visitor visitor = new Visitor(address);
        String before = visitor.get("/sign-in").header("set-cookie").replaceFirst(";.*", "");
        Visitor.Reply in = signIn(visitor, device);
        assertThat(in.is(302).header("location")).contains("/account");
        assertThat(in.header("set-cookie")).isNotBlank().doesNotContain(before);
        assertThat(visitor.get("/account").is(200).body()).contains("Awa Traoré", "utilisée le");
        assertThat(lines(Audit.What.PASSKEY_ADDED)).isOne();
        assertThat(lines(Audit.What.SIGNED_IN)).isOne();
        // the handle that a device keeps says nothing of whose it is
        assertThat(house.database.number("select min(octet_length(handle)) from identity.passkey_holder"))
                .isEqualTo(32);

        String token = visitor.token(SignInHouse.CALLBACK);
        JsonNode me = visitor.json("GET", "/me", token, "").is(200).json();
        visitor.json("POST", "/members/" + me.path("subject").asString() + "/end", token, "")
                .is(204);
        visitor.get("/account").is(302);
        visitor.json("GET", "/me", token, "").isProblem(401);
    }

    @Test
    void anAnswerForAnotherAddressIsRefused() {
        Device device = added();
        Visitor visitor = new Visitor(address);
        device.origin = "http://localhost.evil.example:" + address.getPort();
        isRefused(visitor, () -> signIn(visitor, device), PasskeyRefused.Why.ELSEWHERE);
        device.origin = address.toString();
        device.rpId = "evil.example";
        isRefused(visitor, () -> signIn(visitor, device), PasskeyRefused.Why.ELSEWHERE);
        device.rpId = "localhost";
        assertThat(signIn(visitor, device).header("location")).contains("/account");
    }

    @Test
    void aDeviceThatDidNotCheckWhoHoldsItIsRefused() {
        Device device = added();
        device.verifies = false;
        Visitor visitor = new Visitor(address);
        isRefused(visitor, () -> signIn(visitor, device), PasskeyRefused.Why.UNVERIFIED);
    }

    @Test
    void anAnswerIsGoodOnceAndInItsOwnSessionOnly() {
        Device device = added();
        Visitor visitor = new Visitor(address);
        Visitor.Reply page = visitor.get("/sign-in");
        device.count++;
        Map<String, String> answer = Map.of("credential", device.proves(asked(page)));
        assertThat(send(visitor, page, "/sign-in/passkey", answer).header("location"))
                .contains("/account");
        // overheard, in a session that was asked something else, and in one that was asked nothing
        Visitor other = new Visitor(address);
        isRefused(
                other, () -> send(other, other.get("/sign-in"), "/sign-in/passkey", answer), PasskeyRefused.Why.STALE);
        Visitor again = new Visitor(address);
        Visitor.Reply asked = again.get("/sign-in");
        send(again, asked, "/sign-in/passkey", Map.of("credential", "")).is(302);
        isRefused(again, () -> send(again, asked, "/sign-in/passkey", answer), PasskeyRefused.Why.STALE);
        // and no form without the mark of our page
        visitor.form("/sign-in/passkey", answer).is(403);
    }

    @Test
    void aCounterThatGoesBackIsTheSignOfACopy() {
        Device device = added();
        Visitor visitor = new Visitor(address);
        device.count = 7;
        assertThat(signIn(visitor, device).header("location")).contains("/account");
        device.count = 3;
        Visitor copied = new Visitor(address);
        isRefused(copied, () -> signIn(copied, device), PasskeyRefused.Why.COPIED);
        assertThat(
                        house.database.number(
                                "select count(*) from identity.audit where detail = 'copied' and subject = (select subject from identity.passkey) and organisation = 'COOP-KAD-01'"))
                .isOne();
        // the one who comes in by it next is told
        assertThat(signIn(copied, counted(device, 8)).header("location")).contains("/account");
        assertThat(copied.get("/account").body()).contains("Peut-être copiée", "son compteur a reculé");
    }

    private static Device counted(Device device, int count) {
        device.count = count;
        return device;
    }

    @Test
    void anAnswerInAnothersNameIsRefused() {
        Device device = added();
        device.handle = Codes.bytes(32);
        Visitor visitor = new Visitor(address);
        isRefused(visitor, () -> signIn(visitor, device), PasskeyRefused.Why.NOT_PROVEN);
    }

    @Test
    void aKeyIsMadeWhileTheSignInIsFreshAndForWhoAsked() {
        Passkeys passkeys = house.part(Passkeys.class);
        PublicKeyCredentialCreationOptions asked = passkeys.toMake(awa());
        JsonNode shown = EventJson.mapper().readTree(Passkeys.json(asked));
        MockHttpServletRequest request = new MockHttpServletRequest();
        Instant signedIn = Instant.now();
        LiveSession.begins(request, signedIn);

        // what the device was asked within ten minutes it answers within five more
        Challenges.asked(request, PublicKeyCredentialCreationOptions.class, () -> asked);
        assertThat(addedAt(request, signedIn.plus(Duration.ofMinutes(15)), shown))
                .isEqualTo("/account?passkey=sign-in-again");
        Challenges.asked(request, PublicKeyCredentialCreationOptions.class, () -> asked);
        assertThat(addedAt(request, signedIn.plus(Duration.ofMinutes(15)).minusMillis(1), shown))
                .isEqualTo("/account?added");

        Member another = Member.person("another", awa().organisation(), "op-9", awa().roles());
        assertThatThrownBy(() ->
                        passkeys.add(another, asked, "a", new Device(address.toString()).makes(shown), "127.0.0.1"))
                .isInstanceOfSatisfying(
                        PasskeyRefused.class,
                        refused -> assertThat(refused.why()).isEqualTo(PasskeyRefused.Why.STALE));
    }

    private static @Nullable String addedAt(MockHttpServletRequest request, Instant now, JsonNode asked) {
        return new PasskeyDoors(
                        house.part(Passkeys.class),
                        house.part(Members.class),
                        house.part(Throttle.class),
                        house.part(Audit.class),
                        Clock.fixed(now, ZoneOffset.UTC))
                .add(request, () -> awa().subject(), "Téléphone", new Device(address.toString()).makes(asked))
                .getHeaders()
                .getFirst("Location");
    }

    @Test
    void aKeyIsKnownByTheNameItsDeviceVouchesFor() {
        Visitor visitor = signedIn();
        for (int length : List.of(16, 1024)) {
            Device squatter = new Device(address.toString());
            squatter.claimed = Codes.bytes(length);
            assertThat(add(visitor, squatter, "a").header("location")).endsWith("?passkey=not-proven");
        }
        assertThat(house.database.number("select count(*) from identity.passkey"))
                .isZero();
    }

    @Test
    void whatIsNoKeyOfOursIsRefusedAndWhoGuessesIsSlowedDown() {
        added();
        Visitor visitor = new Visitor(address);
        Device stranger = new Device(address.toString());
        for (int i = 0; i < 5; i++) {
            isRefused(visitor, () -> signIn(visitor, stranger), PasskeyRefused.Why.UNKNOWN);
        }
        assertThat(signIn(visitor, stranger).header("location")).endsWith("/sign-in?wait");
        for (String nonsense : List.of("{}", "null", "{\"id\":\"a\",\"rawId\":\"*\",\"type\":\"public-key\"}")) {
            isRefused(
                    visitor,
                    () -> send(visitor, visitor.get("/sign-in"), "/sign-in/passkey", Map.of("credential", nonsense)),
                    PasskeyRefused.Why.NOT_PROVEN);
        }
    }

    @Test
    void aForgedSignatureProvesNothing() {
        Device device = added();
        Visitor visitor = new Visitor(address);
        Visitor.Reply page = visitor.get("/sign-in");
        device.count++;
        String forged = device.proves(asked(page))
                .replaceFirst(
                        "\"signature\":\"[^\"]+\"",
                        "\"signature\":\""
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[70]) + "\"");
        isRefused(
                visitor,
                () -> send(visitor, page, "/sign-in/passkey", Map.of("credential", forged)),
                PasskeyRefused.Why.NOT_PROVEN);
    }

    @Test
    void whoIsBlockedStaysOutWithAPasskeyToo() {
        Device device = added();
        house.database.sql("update identity.member set active = false");
        Visitor visitor = new Visitor(address);
        isRefused(visitor, () -> signIn(visitor, device), PasskeyRefused.Why.BLOCKED);
    }

    @Test
    void whatIsNotMadeAsAskedIsNotKept() {
        Visitor visitor = signedIn();
        Device elsewhere = new Device("https://evil.example");
        assertThat(add(visitor, elsewhere, "a").header("location")).endsWith("?passkey=elsewhere");
        Device unverified = new Device(address.toString());
        unverified.verifies = false;
        assertThat(add(visitor, unverified, "a").header("location")).endsWith("?passkey=unverified");
        assertThat(add(visitor, new Device(address.toString()), " ").header("location"))
                .endsWith("?passkey=unnamed");
        Visitor.Reply page = visitor.get("/account");
        String made = new Device(address.toString()).makes(asked(page));
        assertThat(send(visitor, page, "/account/passkeys", Map.of("name", "a", "credential", "{}"))
                        .header("location"))
                .endsWith("?passkey=not-proven");
        assertThat(send(visitor, page, "/account/passkeys", Map.of("name", "a", "credential", made))
                        .header("location"))
                .endsWith("?passkey=stale");
        assertThat(house.database.number("select count(*) from identity.passkey"))
                .isZero();

        Device device = new Device(address.toString());
        assertThat(add(visitor, device, "<b>clé</b>").header("location")).endsWith("?added");
        assertThat(add(visitor, device, "again").header("location")).endsWith("?passkey=already-here");
        assertThat(visitor.get("/account?passkey=already-here").body())
                .contains("&lt;b&gt;clé&lt;/b&gt;", PasskeyRefused.Why.ALREADY_HERE.french())
                .doesNotContain("<b>");
        for (int i = 1; i < Passkeys.MOST; i++) {
            assertThat(add(visitor, new Device(address.toString()), "clé " + i).header("location"))
                    .endsWith("?added");
        }
        // who kept a page from before sends one more
        assertThat(visitor.get("/account").is(200).body())
                .contains(PasskeyRefused.Why.MANY.french())
                .doesNotContain("data-passkey");
        house.database.sql("delete from identity.passkey where number = (select max(number) from identity.passkey)");
        Visitor.Reply kept = visitor.get("/account");
        Visitor elsewhereSignedIn = signedIn();
        assertThat(add(elsewhereSignedIn, new Device(address.toString()), "the tenth")
                        .header("location"))
                .endsWith("?added");
        String oneMore = new Device(address.toString()).makes(asked(kept));
        assertThat(send(visitor, kept, "/account/passkeys", Map.of("name", "one more", "credential", oneMore))
                        .header("location"))
                .endsWith("?passkey=many");
        assertThat(visitor.get("/account?passkey=many").body()).contains("effacez-la aussi dans l’appareil");
    }

    @Test
    void whoIsSignedInIsSlowedDownTooAndWhatHarmsNobodyLeavesNoLine() {
        Visitor visitor = signedIn();
        String refusals = "select count(*) from identity.audit where what = 'PASSKEY_REFUSED'";
        long before = house.database.number(refusals);
        for (int i = 0; i < 6; i++) {
            assertThat(add(visitor, new Device(address.toString()), " ").header("location"))
                    .endsWith("?passkey=unnamed");
        }
        assertThat(house.database.number(refusals)).isEqualTo(before);
        int refused = 0;
        while (addNonsense(visitor).endsWith("?passkey=not-proven")) {
            assertThat(++refused).isLessThan(30);
        }
        assertThat(visitor.get("/account?wait").body()).contains("Trop d’essais");
        assertThat(refused).isPositive();
        assertThat(house.database.number(refusals)).isEqualTo(before + refused);
    }

    private static String addNonsense(Visitor visitor) {
        return send(visitor, visitor.get("/account"), "/account/passkeys", Map.of("name", "a", "credential", "{}"))
                .header("location");
    }

    @Test
    void anothersPasskeyIsRemovedLikeOneThatIsNotThere() {
        added();
        long number = house.database.number("select number from identity.passkey");
        house.database.sql(
                "insert into identity.member (subject, kind, organisation, operator, roles, added_at) values ('another', 'person', 'COOP-KAD-01', 'op-9', '{manager}', now())");
        house.database.sql(
                "insert into identity.account select 'another', 'another', name, password_hash, totp_secret, 0 from identity.account where sign_in = 'awa'");
        Visitor another = new Visitor(address);
        assertThat(another.signIn("another", Visitor.PASSWORD, Visitor.code(secret, 0))
                        .header("location"))
                .contains("/account");
        Visitor.Reply page = another.get("/account").is(200);
        assertThat(page.body()).doesNotContain("Téléphone");
        String foreign = send(another, page, "/account/passkeys/" + number + "/remove", Map.of())
                .isProblem(404)
                .body();
        String missing = send(another, page, "/account/passkeys/" + (number + 1) + "/remove", Map.of())
                .isProblem(404)
                .body();
        assertThat(foreign).isEqualTo(missing.replace("/" + (number + 1) + "/", "/" + number + "/"));
        assertThat(house.database.number("select count(*) from identity.passkey"))
                .isOne();

        String removals = "select count(*) from identity.audit where what = 'PASSKEY_REMOVED' and detail = 'passkey "
                + number + "'";
        assertThat(house.database.number(removals)).isZero();
        Visitor holder = signedIn();
        send(holder, holder.get("/account"), "/account/passkeys/" + number + "/remove", Map.of())
                .is(303);
        assertThat(house.database.number(removals)).isOne();
    }

    @Test
    void atAnAddressThatIsANumberThereIsNoButtonAndThePageSaysWhereTo() {
        Visitor visitor = house.visitor();
        assertThat(visitor.get("/sign-in").body()).doesNotContain("data-passkey", "<script");
        visitor.signIn("awa", Visitor.PASSWORD, Visitor.code(secret, 0));
        assertThat(visitor.get("/account").body())
                .contains("href=\"" + address + "/account\"")
                .doesNotContain("data-passkey", "<script");
    }

    @Test
    void inARealBrowserAPasskeyIsAddedSignsInAndIsRemoved() throws IOException {
        Files.createDirectories(SCREENSHOTS);
        try (Chromium browser = new Chromium()) {
            try (BrowserContext context = browser.inFrench(new Browser.NewContextOptions().setViewportSize(360, 740))) {
                ceremony(context);
            }
            try (BrowserContext without =
                    browser.inFrench(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
                Page page = without.newPage();
                page.navigate(address + "/sign-in");
                assertThat(page.isVisible("text=Avec une clé d’accès")).isFalse();
                assertThat(page.isVisible("text=Se connecter")).isTrue();
            }
        }
    }

    private static void ceremony(BrowserContext context) {
        Page page = context.newPage();
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
        CDPSession device = context.newCDPSession(page);
        device.send("WebAuthn.enable");
        JsonObject kind = new JsonObject();
        kind.addProperty("protocol", "ctap2");
        kind.addProperty("transport", "internal");
        kind.addProperty("hasResidentKey", true);
        kind.addProperty("hasUserVerification", true);
        kind.addProperty("isUserVerified", true);
        kind.addProperty("automaticPresenceSimulation", true);
        JsonObject asked = new JsonObject();
        asked.add("options", kind);
        String authenticator = device.send("WebAuthn.addVirtualAuthenticator", asked)
                .get("authenticatorId")
                .getAsString();

        page.navigate(address + "/sign-in");
        shown(page, "sign-in");
        page.fill("[name=name]", "awa");
        page.fill("[name=password]", Visitor.PASSWORD);
        page.fill("[name=code]", Visitor.code(secret, 0));
        press(page, "Se connecter");
        page.waitForURL("**/account");
        // a name that would not be taken never gets as far as the device
        page.fill("form[data-passkey] [name=name]", " ");
        assertThat((Boolean) page.evaluate("document.querySelector('form[data-passkey]').checkValidity()"))
                .isFalse();
        page.fill("form[data-passkey] [name=name]", "Mon téléphone");
        shown(page, "account");
        // nor does a page that was left open
        String goodFor = page.getAttribute("form[data-passkey]", "data-good-for");
        assertThat(Long.parseLong(goodFor)).isBetween(540_000L, 600_000L);
        page.evaluate("document.querySelector('form[data-passkey]').dataset.goodFor = 1");
        press(page, "Ajouter une clé d’accès");
        page.waitForSelector("text=" + PasskeyRefused.Why.SIGN_IN_AGAIN.french());
        page.evaluate("document.querySelector('form[data-passkey]').dataset.goodFor = 600000");
        press(page, "Ajouter une clé d’accès");
        page.waitForURL("**/account?added");
        assertThat(page.innerText("main")).contains("Mon téléphone", "pas encore utilisée");
        shown(page, "account-added");
        // this device has one already
        page.fill("form[data-passkey] [name=name]", "Encore");
        press(page, "Ajouter une clé d’accès");
        page.waitForSelector("text=Cet appareil a déjà une clé d’accès");
        press(page, "Se déconnecter");
        page.waitForURL("**/sign-in?out");

        // the code flow of a screen, from the door to the token, without a password
        page.route(SignInHouse.CALLBACK + "**", Route::abort);
        String verifier = Codes.secret();
        page.navigate(address + "/oauth2/authorize?"
                + Visitor.query(Map.of(
                        "response_type", "code",
                        "client_id", "screens",
                        "scope", "openid",
                        "redirect_uri", SignInHouse.CALLBACK,
                        "code_challenge",
                                Base64.getUrlEncoder().withoutPadding().encodeToString(Codes.hash(verifier)),
                        "code_challenge_method", "S256")));
        page.waitForURL("**/sign-in");
        String back = page.waitForRequest(
                        Pattern.compile(Pattern.quote(SignInHouse.CALLBACK) + ".*"),
                        () -> press(page, "Avec une clé d’accès"))
                .url();
        String code = Visitor.found(Pattern.compile("[?&]code=([^&]+)"), back);
        Visitor screen = new Visitor(address);
        String token = screen.exchange(SignInHouse.CALLBACK, code, verifier)
                .is(200)
                .json()
                .path("access_token")
                .asString();
        screen.json("GET", "/me", token, "").is(200);
        page.navigate(address + "/account");
        assertThat(page.innerText("main")).contains("Awa Traoré", "utilisée le");
        press(page, "Se déconnecter");
        page.waitForURL("**/sign-in?out");

        // a finger that is not hers
        verifies(device, authenticator, false);
        press(page, "Avec une clé d’accès");
        page.waitForSelector("text=ou pas de clé d’accès sur cet appareil");
        shown(page, "sign-in-cancelled");
        verifies(device, authenticator, true);
        press(page, "Avec une clé d’accès");
        page.waitForURL("**/account");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Supprimer la clé d’accès Mon téléphone"))
                .click();
        page.waitForURL("**/account?removed");
        // the device still holds it, and may make another in its place
        page.fill("form[data-passkey] [name=name]", "Mon téléphone");
        press(page, "Ajouter une clé d’accès");
        page.waitForURL("**/account?added");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Supprimer la clé d’accès Mon téléphone"))
                .click();
        page.waitForURL("**/account?removed");
        press(page, "Se déconnecter");
        page.waitForURL("**/sign-in?out");
        press(page, "Avec une clé d’accès");
        page.waitForURL("**/sign-in?passkey=unknown");
        assertThat(page.innerText("main")).contains(PasskeyRefused.Why.UNKNOWN.french());
        shown(page, "sign-in-refused");
        assertThat(complaints)
                .allMatch(complaint -> complaint.contains("127.0.0.1:8080") || complaint.contains("ERR_FAILED"));
    }

    private static void verifies(CDPSession device, String authenticator, boolean verified) {
        JsonObject said = new JsonObject();
        said.addProperty("authenticatorId", authenticator);
        said.addProperty("isUserVerified", verified);
        device.send("WebAuthn.setUserVerified", said);
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void shown(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .describedAs("accessibility of %s", name)
                .isEmpty();
    }
}
