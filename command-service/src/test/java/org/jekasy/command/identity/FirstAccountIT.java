package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** There is no account and no default password until somebody brings the setup token. */
@ExtendWith(OutputCaptureExtension.class)
class FirstAccountIT {
    @Test
    void theSetupTokenMakesOneAdministratorOnce(@TempDir Path folder, CapturedOutput said) throws Exception {
        try (SignInHouse house = new SignInHouse(folder)) {
            String first = house.setupToken();
            assertThat(first).hasSize(22);
            assertThat(said.getOut()).contains(first).contains("Il n’y a encore aucun compte");
            for (String file : List.of("setup-token", "keys.json")) {
                assertThat(Files.getPosixFilePermissions(folder.resolve(file)))
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            // one that is good and kept is said again; one that is lost is void
            house.restart();
            assertThat(house.setupToken()).isEqualTo(first);
            Files.delete(folder.resolve("setup-token"));
            house.restart();
            String token = house.setupToken();
            assertThat(token).isNotEqualTo(first);

            Visitor visitor = house.visitor();
            String secret = Visitor.secretOn(visitor.get("/setup").is(200));
            // nothing that is refused uses up the token
            assertThat(visitor.fill("/setup", SignInHouse.setupForm(first, secret, Visitor.PASSWORD))
                            .is(422)
                            .body())
                    .contains("Ce jeton n’est pas (ou plus) valable");
            assertThat(visitor.fill("/setup", SignInHouse.setupForm(token, secret, "password12345"))
                            .is(422)
                            .body())
                    .contains("parmi les plus courants");
            Map<String, String> wrongCode = new HashMap<>(SignInHouse.setupForm(token, secret, Visitor.PASSWORD));
            wrongCode.put("code", "000000".equals(Visitor.code(secret, 0)) ? "000001" : "000000");
            assertThat(visitor.fill("/setup", wrongCode).is(422).body()).contains("code à six chiffres");
            Map<String, String> named = new HashMap<>(SignInHouse.setupForm(token, secret, Visitor.PASSWORD));
            named.put("operator", "Awa Traoré");
            assertThat(visitor.fill("/setup", named).is(422).body()).contains("jamais un nom");
            assertThat(house.database.number("select count(*) from identity.account"))
                    .isZero();

            visitor.fill("/setup", SignInHouse.setupForm(token, secret, Visitor.PASSWORD))
                    .is(303);

            assertThat(folder.resolve("setup-token")).doesNotExist();
            visitor.get("/setup").isProblem(404);
            house.restart();
            assertThat(folder.resolve("setup-token")).doesNotExist();
            house.visitor().get("/setup").isProblem(404);
            assertThat(house.database.number(
                            "select count(*) from identity.account where password_hash like '$argon2id$v=19$m=19456,t=2,p=1$%' and totp_secret not like '%"
                                    + secret + "%'"))
                    .isOne();
            assertThat(
                            house.database.number(
                                    "select count(*) from identity.audit where what = 'FIRST_ADMINISTRATOR' and address = '127.0.0.x'"))
                    .isOne();
        }
    }

    @Test
    void twoWithTheSameTokenAreOneAdministrator(@TempDir Path folder) throws Exception {
        try (SignInHouse house = new SignInHouse(folder);
                ExecutorService both = Executors.newFixedThreadPool(4)) {
            String token = house.setupToken();
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Visitor visitor = house.visitor();
                String secret = Visitor.secretOn(visitor.get("/setup").is(200));
                answers.add(both.submit(
                        () -> visitor.fill("/setup", SignInHouse.setupForm(token, secret, Visitor.PASSWORD))
                                .status()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(303);
            assertThat(house.database.number("select count(*) from identity.account"))
                    .isOne();
        }
    }

    @Test
    void aTokenIsGoodForAnHour(@TempDir Path folder) {
        try (SignInHouse house = new SignInHouse(folder)) {
            assertThat(
                            house.database.number(
                                    "select extract(epoch from expires_at - now())::bigint from identity.invitation where kind = 'setup'"))
                    .isBetween(3_500L, 3_600L);
            house.database.sql("update identity.invitation set expires_at = now() - interval '1 second'");
            Visitor visitor = house.visitor();
            String secret = Visitor.secretOn(visitor.get("/setup").is(200));
            visitor.fill("/setup", SignInHouse.setupForm(house.setupToken(), secret, Visitor.PASSWORD))
                    .is(422);
        }
    }
}
