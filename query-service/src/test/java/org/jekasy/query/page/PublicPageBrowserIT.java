package org.jekasy.query.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LotId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a phone shows, in a real browser without JavaScript: every state of a lot and every wrong code, in French and in English.
 * Screenshots are left in {@code target/page}.
 */
class PublicPageBrowserIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "page");
    private static final int NARROW = 360;
    /** All a scan has to load: page and style, as they travel. */
    private static final int LIGHT = 15 * 1024;

    private static LotsToScan lots;
    private static Playwright playwright;
    private static Browser browser;

    /** A page and what must be read on it. */
    enum Scanned {
        START(200, "D’où vient ce lot", "Where does this lot come from"),
        IN_STOCK(200, "En stock", "In stock"),
        ON_ITS_WAY(200, "En route", "On its way"),
        HELD(200, "Bloqué", "On hold"),
        RECALLED(200, "Rappelé", "Recalled"),
        VOIDED(410, "Annulé", "Void"),
        USED_UP(200, "Entièrement utilisé", "Used up"),
        DISPOSED(200, "Détruit ou écarté", "Destroyed or set aside"),
        CORRECTED(200, "Corrigé", "Corrected"),
        GROUPED(200, "Origine possible", "Possible origin"),
        EXPORT(200, "Origine possible", "Possible origin"),
        LABEL(200, "Étiquette n°", "Label no."),
        FORGED_LABEL(404, "Étiquette inconnue", "Unknown label"),
        VOID_LABEL(410, "Étiquette annulée", "Voided label"),
        UNKNOWN(404, "Code inconnu", "Unknown code"),
        MISTYPED(400, "Ce code contient une faute", "There is a typing error"),
        WRONG_ADDRESS(400, "Cette adresse contient une faute", "There is a mistake in this address");

        private final int status;
        private final String french;
        private final String english;

        Scanned(int status, String french, String english) {
            this.status = status;
            this.french = french;
            this.english = english;
        }

        String path() {
            return switch (this) {
                case START -> "/";
                case IN_STOCK -> "/l/" + lots.inStock;
                case ON_ITS_WAY -> "/class/mango_fresh/lot/" + lots.onItsWay;
                case HELD -> "/l/" + lots.held;
                case RECALLED -> "/l/" + lots.recalled;
                case VOIDED -> "/l/" + lots.voided;
                case USED_UP -> "/l/" + lots.usedUp;
                case DISPOSED -> "/l/" + lots.disposed;
                case CORRECTED -> "/l/" + lots.corrected;
                case GROUPED -> "/l/" + lots.grouped;
                case EXPORT -> "/01/" + LotsToScan.CARTON + "/10/" + lots.export;
                case LABEL -> label(LotsToScan.LABEL);
                case FORGED_LABEL -> label(LotsToScan.FORGED_LABEL);
                case VOID_LABEL -> label(LotsToScan.VOID_LABEL);
                case UNKNOWN -> "/l/" + LotId.ofRoll(IssuerCode.parse("K7QF"), 99);
                case MISTYPED -> "/l/" + LotsToScan.mistyped(lots.inStock);
                case WRONG_ADDRESS -> "/01/09521234000113/10/" + lots.inStock;
            };
        }

        private static String label(String serial) {
            return "/01/" + LotsToScan.CARTON + "/10/" + lots.export + "/21/" + serial;
        }
    }

    @BeforeAll
    static void aPhone() throws IOException {
        assumeTrue(
                Files.isExecutable(CHROMIUM),
                "no browser at " + CHROMIUM + ": install the package chromium to prove the public page in a browser");
        Files.createDirectories(SCREENSHOTS);
        lots = new LotsToScan();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void end() {
        Stream.of(browser, playwright, lots).forEach(PublicPageBrowserIT::close);
    }

    private static void close(@org.jspecify.annotations.Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static BrowserContext phone(String language, boolean scripts) {
        return browser.newContext(new Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(NARROW, 740)
                .setJavaScriptEnabled(scripts));
    }

    @ParameterizedTest
    @EnumSource(Scanned.class)
    void readsInFrench(Scanned scanned) throws IOException {
        reads(scanned, "fr-FR", scanned.french);
    }

    @ParameterizedTest
    @EnumSource(Scanned.class)
    void readsInEnglish(Scanned scanned) throws IOException {
        reads(scanned, "en-GB", scanned.english);
    }

    private static void reads(Scanned scanned, String language, String words) throws IOException {
        String address = lots.service.address(scanned.path());
        try (BrowserContext phone = phone(language, false)) {
            Page page = phone.newPage();
            List<String> answers = new ArrayList<>();
            List<byte[]> bodies = new ArrayList<>();
            page.onResponse(answer -> answers.add(answer.status() + " " + answer.url()));
            Response answer = page.navigate(address);
            assertThat(answer.status()).isEqualTo(scanned.status);
            bodies.add(answer.body());
            assertThat(page.innerText("body")).contains(words);
            assertThat(page.getAttribute("html", "lang")).isEqualTo(language.substring(0, 2));
            assertThat(page.title()).isNotBlank();
            String html = answer.text();
            assertThat(html)
                    .doesNotContain(LotsToScan.PRIVATE)
                    .doesNotContain("<script", "javascript:", " onclick")
                    .doesNotContainPattern("-?\\d{1,2}[.,]\\d{4,}");
            // every word has its translation: a key would show
            assertThat(page.innerText("body")).doesNotContainPattern("\\?\\?|[a-z]+\\.[a-z]+_[a-z]+");
            assertThat(answers).hasSize(2).allMatch(loaded -> loaded.contains("127.0.0.1"));
            bodies.add(lots.service.get("/page/page.css").text().getBytes(StandardCharsets.UTF_8));
            assertThat(bodies.stream().mapToInt(PublicPageBrowserIT::gzipped).sum())
                    .describedAs("bytes of page and style, gzipped")
                    .isLessThan(LIGHT);
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(SCREENSHOTS.resolve(scanned + "." + language.substring(0, 2) + ".png")));
        }
        try (BrowserContext phone = phone(language, true)) {
            Page page = phone.newPage();
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
            page.onPageError(complaints::add);
            page.navigate(address);
            // the browser itself notes a status that is an error; nothing else may be said
            assertThat(complaints)
                    .allMatch(complaint -> scanned.status >= 400 && complaint.contains("status of " + scanned.status));
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .describedAs("width at %s px", NARROW)
                    .isLessThanOrEqualTo(NARROW);
            assertThat(
                            (Double)
                                    page.evaluate(
                                            "Math.min(...[...document.querySelectorAll('body *')].filter(e => e.innerText).map(e => parseFloat(getComputedStyle(e).fontSize))) + 0.001"))
                    .describedAs("smallest letters in px")
                    .isGreaterThanOrEqualTo(16);
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .describedAs("accessibility")
                    .isEmpty();
        }
    }

    private static int gzipped(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return packed.size();
    }
}
