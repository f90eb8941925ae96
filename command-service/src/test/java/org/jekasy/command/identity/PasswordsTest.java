package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final List<String> ABOUT = List.of("awa.t", "COOP-KAD-01", "jekasy");
    private final Passwords passwords = new Passwords();

    @ParameterizedTest
    @CsvSource({
        "onze-lettre, TOO_SHORT",
        "qwertyuiop123, COMMON",
        "Football!!2026, COMMON",
        "aaaaaaaaaaaa, COMMON",
        "123123123123, COMMON",
        "ma-coop-kad-01-a-moi, ABOUT_YOU",
        "vive-jekasy-vive, ABOUT_YOU"
    })
    void aPasswordAnybodyCouldGuessIsRefused(String password, Passwords.Weakness why) {
        assertThat(passwords.weakness(password, ABOUT)).contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cheval pirogue lune karité", "xK4-pW9-qT2-zz", "ɲɛgɛn sogoma bolo 🥭"})
    void anyOtherOfTwelveCharactersIsTaken(String password) {
        assertThat(passwords.weakness(password, ABOUT)).isEmpty();
    }

    @Test
    void itIsKeptAsArgon2idWithNineteenMebibytesAndTwoRounds() {
        String hash = passwords.hash("cheval pirogue lune");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("cheval pirogue lune", hash)).isTrue();
        assertThat(passwords.matches("cheval pirogue lunE", hash)).isFalse();
        assertThat(passwords.hash("cheval pirogue lune")).isNotEqualTo(hash);
    }

    @Test
    void manyAtOnceWaitTheirTurn() throws Exception {
        String hash = passwords.hash("cheval pirogue lune");
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 12)
                    .mapToObj(number -> many.submit(() -> passwords.matches("cheval pirogue lune", hash)))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
    }
}
