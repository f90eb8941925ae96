package org.jekasy.language.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleSecretsTest {
    private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "…",
                "xxxxxxxx",
                "changeme",
                "change-me",
                " Change_Me! ",
                "<password>",
                "SECRET",
                "postgres",
                "Admin",
                "example",
                "mot de passe",
                "ledger_app"
            })
    void aWordOfAnExampleKeepsNobodyOut(String secret) {
        assertThat(SampleSecrets.isSample(secret)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "of-the-test", "cheval pirogue lune", "b7Qk…9", "secret-of-the-house-7"})
    void anythingElseIsTaken(String secret) {
        assertThat(SampleSecrets.isSample(secret)).isFalse();
    }

    @Test
    void whatTheComposeFileAsksForIsNoAnswer() throws IOException {
        List<String> asked = Pattern.compile("_PASSWORD:\\?([^}]+)}")
                .matcher(Files.readString(Path.of("../docker-compose.yml")))
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(asked).hasSizeGreaterThan(3).allMatch(SampleSecrets::isSample);
    }

    @ParameterizedTest
    @CsvSource({
        "journal.password,                              Change-Me,  JOURNAL_PASSWORD",
        "journal.owner-password,                        '',         JOURNAL_OWNER_PASSWORD",
        "spring.ssl.bundle.jks.web.keystore.password,   changeit,   SPRING_SSL_BUNDLE_JKS_WEB_KEYSTORE_PASSWORD",
        "relay.kafka.ssl.key.password,                  Top-Secret,     RELAY_KAFKA_SSL_KEY_PASSWORD",
        "read.url,                                      jdbc:postgresql://h/pages?user=u&password=postgres&ssl=true, READ_URL"
    })
    void theSettingIsNamedAndWhatItSaysIsNot(String name, String value, String variable) {
        assertThatThrownBy(() -> SampleSecrets.refuse(Map.of(name, value)))
                .hasMessageContaining(name + " (" + variable + ") : ce secret est vide ou d’exemple")
                .hasMessageContaining(": this secret is empty or of an example")
                .hasMessageContaining("openssl rand")
                .message()
                .matches(said -> value.isEmpty() || !said.contains(value));
    }

    @Test
    void theSecretInALoginIsLookedAtToo() {
        for (String held :
                List.of("password=\"changeme\";", "password='Secret';", "password=admin;", "password=\"\";")) {
            assertThatThrownBy(() -> SampleSecrets.refuse(
                            Map.of("follow.kafka.sasl.jaas.config", LOGIN + "username=\"pages\" " + held)))
                    .as(held)
                    .hasMessageContaining("follow.kafka.sasl.jaas.config");
        }
        assertThatCode(() -> SampleSecrets.refuse(Map.of(
                        "follow.kafka.sasl.jaas.config",
                        LOGIN + "username=\"admin\" password=\"p-1\";",
                        // anybody may read what is in it
                        "follow.kafka.ssl.truststore.password",
                        "changeit",
                        "read.user",
                        "postgres")))
                .doesNotThrowAnyException();
    }
}
