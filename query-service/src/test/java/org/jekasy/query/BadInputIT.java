package org.jekasy.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jekasy.language.LotId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is asked, the answer says what is wrong and never blames the service. */
class BadInputIT {
    private static LotId lot;
    private static Running service;

    @BeforeAll
    static void oneLot() {
        Book book = Book.withRegister();
        lot = book.harvest(806);
        String topic = Servers.topic();
        Servers.send(topic, book.entries());
        service = Running.on(Servers.database(), topic).reaches(book.last());
    }

    @AfterAll
    static void end() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // address | status | code | kind | expected
                "/lots/26131K7QF0042X | 400 | E-ID-01 | lot | 26131K7QF0042H",
                "/lots/26131K7QF0042h | 400 | E-ID-01 | lot | -",
                "/lots/hello | 400 | E-ID-01 | lot | -",
                "/lots/%00 | 400 | - | - | -",
                "/lots/26131K7QF0042H | 404 | E-REF-01 | lot | -",
                "/lots/26131K7QF0042H/history | 404 | E-REF-01 | lot | -",
                "/lots/26131K7QF0042H/origin | 404 | E-REF-01 | lot | -",
                "/lots/26131K7QF0042H/trace | 404 | E-REF-01 | lot | -",
                "/lots/26131K7QF0042H/label | 404 | E-REF-01 | lot | -",
                "/lots/26131K7QF0042H/balance | 404 | E-REF-01 | lot | -",
                "/lots/LOT?as-of=-1 | 400 | E-FORM-01 | as-of | 1, 2, 3 …",
                "/lots/LOT?as-of=x | 400 | E-FORM-01 | as-of | 1, 2, 3 …",
                "/lots/LOT?as-of=99999999999999999999 | 400 | E-FORM-01 | as-of | 1, 2, 3 …",
                "/lots/LOT?as-of=0 | 404 | E-REF-01 | lot | -",
                "/lots/LOT?min-position=one | 400 | E-FORM-01 | min-position | 1, 2, 3 …",
                "/lots/LOT?min_position=1 | 400 | E-FORM-01 | parameter | min-position",
                "/lots/LOT?min-position=1&min-position=2 | 400 | E-FORM-01 | min-position | 1",
                "/lots?stat=HELD | 400 | E-FORM-01 | parameter | state",
                "/lots?state=OPEN | 400 | E-FORM-01 | state | AVAILABLE, HELD, IN_TRANSIT, EXHAUSTED, DISPOSED, VOIDED",
                "/lots?product=Mango | 400 | E-FORM-01 | product | -",
                "/lots?variety=kent | 400 | E-FORM-01 | variety | -",
                "/lots?season=2026 | 400 | E-FORM-01 | season | -",
                "/lots?commune=Kadiolo | 400 | E-FORM-01 | commune | -",
                "/lots?held=maybe | 400 | E-FORM-01 | held | 'true, false'",
                "/lots?limit=0 | 400 | E-FORM-01 | limit | 1 … 200",
                "/lots?limit=201 | 400 | E-FORM-01 | limit | 1 … 200",
                "/lots?limit=many | 400 | E-FORM-01 | limit | '0, 1, 2 …'",
                "/lots?after=3 | 400 | E-FORM-01 | after | -",
                "/lots?after=x.26131K7QF0042H | 400 | E-FORM-01 | after | -",
                "/lots?after=1.'; | 400 | E-FORM-01 | after | -",
                "/lots?q=%25 | 400 | E-FORM-01 | q | 26092K7QF…",
                "/lots/LOT/history?after=-1 | 400 | E-FORM-01 | after | '0, 1, 2 …'",
                "/lots/LOT/history?limit=9999 | 400 | E-FORM-01 | limit | 1 … 200",
                "/lots/LOT/trace?direction=up | 400 | E-FORM-01 | direction | 'back, forward'",
                "/stock/%20 | 400 | E-FORM-01 | organisation | -",
                "/stock/NOBODY | 404 | E-REF-01 | organisation | -",
                "/consignments/C%2F9 | 400 | - | - | -",
                "/consignments?state=LOST | 400 | E-FORM-01 | state | 'IN_TRANSIT, RECEIVED, OPEN, VOIDED'",
                "/balance | 400 | E-FORM-01 | parameter | run | party | season | party, season",
                "/recall-set | 400 | E-FORM-01 | - | -",
                "/suspect-set?lot=26131K7QF0042H | 404 | E-REF-01 | lot | -",
                "/units/395212300000000019 | 400 | E-ID-02 | unit | 395212300000000018",
                "/units/1 | 400 | E-ID-02 | unit | 18 digits",
                "/containers/CSQU3054384 | 400 | E-ID-02 | container | CSQU3054383",
                "/containers/CSQU3054383 | 404 | E-REF-01 | container | -",
                "/aliases?gtin=09521234000113 | 400 | E-ID-02 | gtin | 09521234000112",
                "/scan | 400 | E-FORM-01 | - | -",
                "/scan?code= | 400 | E-FORM-01 | code | -",
                "/scan?code=26131K7QF0042X | 400 | E-ID-01 | lot | 26131K7QF0042H",
                "/scan?code=O6131K7QF0042H | 400 | E-ID-01 | lot | -",
                "/scan?code=395212300000000019 | 400 | E-ID-02 | unit | 395212300000000018",
                "/scan?code=CSQU3054384 | 400 | E-ID-02 | container | CSQU3054383",
                "/scan?code=https%3A%2F%2Fexample.org%2F | 400 | E-FORM-01 | code | …/01/GTIN/10/LOT",
                "/scan?code=https%3A%2F%2Fexample.org%2F01%2F09521234000113%2F10%2F26131K7QF0042H | 400 | E-ID-02 | gtin | 09521234000112",
                "/scan?code=http%3A%2F%2F%5B%2F01 | 400 | E-FORM-01 | code | -",
                "/scan?code=%F0%9F%A5%AD | 400 | E-FORM-01 | code | -",
                "/nowhere | 404 | - | - | -",
            })
    void isRefusedWithItsCodeAndWhatWasExpected(String address, int status, String code, String kind, String expected) {
        Running.Answer answer = service.get(address.replace("LOT", lot.text()));
        assertThat(answer.status()).describedAs(answer.text()).isEqualTo(status);
        if (code != null) {
            assertThat(answer.type()).startsWith("application/problem+json");
            assertThat(answer.string("/code")).isEqualTo(code);
            assertThat(answer.string("/title")).isNotBlank();
            assertThat(answer.string("/detail")).isNotBlank();
            assertThat(answer.headers().firstValue("content-language")).contains("fr");
        }
        if (kind != null) {
            assertThat(answer.string("/kind")).isEqualTo(kind);
        }
        if (expected != null && !expected.startsWith("run")) {
            assertThat(answer.string("/expected")).isEqualTo(expected);
        }
    }

    @Test
    void theSentenceIsFrenchOrEnglish() {
        Running.Answer french = service.get("/lots/26131K7QF0042X");
        assertThat(french.string("/detail"))
                .isEqualTo(
                        "Le code de lot « 26131K7QF0042X » est mal recopié : son caractère de contrôle ferait attendre « 26131K7QF0042H ». Relisez l'étiquette.");
        for (String language : new String[] {"en", "en-GB,fr;q=0.5", "de, en;q=0.8"}) {
            Running.Answer english = service.get("/lots/26131K7QF0042X", "Accept-Language", language);
            assertThat(english.headers().firstValue("content-language"))
                    .describedAs(language)
                    .contains("en");
            assertThat(english.string("/detail")).contains("mistyped", "26131K7QF0042H");
        }
        for (String language : new String[] {"fr", "bm", "de", "*", "x y z;;q=nine"}) {
            assertThat(service.get("/lots/26131K7QF0042X", "Accept-Language", language)
                            .string("/title"))
                    .describedAs(language)
                    .isEqualTo("À corriger");
        }
    }

    @Test
    void whatTheServerRefusesByItselfIsAProblemToo() {
        for (String address : new String[] {"/lots/%00", "/consignments/C%2F9"}) {
            Running.Answer answer = service.get(address, "Accept-Language", "en");
            assertThat(answer.type()).startsWith("application/problem+json");
            assertThat(answer.string("/title")).isEqualTo("Request refused");
        }
    }

    @Test
    void nothingCanBeWrittenHere() {
        Running.Answer answer =
                service.send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString("{}")), "/lots");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("allow")).isPresent();
    }

    @Test
    void whoAsksForAnotherFormIsToldAsMuch() {
        Running.Answer answer = service.get("/lots/" + lot, "Accept", "application/xml");
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.type()).startsWith("application/problem+json");
    }

    @Test
    void anOverlongAddressIsRefused() {
        assertThat(service.get("/scan?code=" + "A".repeat(600)).status()).isEqualTo(400);
        assertThat(service.get("/lots?q=" + "A".repeat(7000)).status()).isEqualTo(400);
    }

    @Test
    void whoComesWhileAllReadingIsUnderWayIsNotToldThatTheDatabaseIsAway() throws SQLException {
        HikariDataSource pool = service.bean(HikariDataSource.class);
        List<Connection> taken = new ArrayList<>();
        try {
            for (int n = 0; n < pool.getMaximumPoolSize(); n++) {
                taken.add(pool.getConnection());
            }
            Running.Answer answer = service.get("/lots/" + lot);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).contains("2");
            assertThat(answer.string("/title")).isEqualTo("Trop de monde");
            assertThat(answer.string("/detail"))
                    .isEqualTo(
                            "Toutes les lectures possibles sont en cours et aucune n'a fini à temps. Rien n'est perdu : redemandez dans quelques secondes.");
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
        service.lot(lot);
    }
}
