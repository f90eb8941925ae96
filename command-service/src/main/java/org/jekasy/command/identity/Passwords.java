package org.jekasy.command.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords: any 12 characters or more that are not common, kept as Argon2id. Two are hashed at a time, so that a flood of guesses can not take the memory. */
final class Passwords {
    private static final int LEAST = 12;
    private static final int MOST = 256;
    private static final int AT_ONCE = 2;
    private static final int PATIENCE_SECONDS = 5;
    private static final Pattern REPEATED = Pattern.compile("(.{1,5})\\1+.{0,4}");
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}]+|[^\\p{L}]+$");

    private final PasswordEncoder argon2id = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Set<String> common = commonOnes();
    private final String nobodys = argon2id.encode(Codes.secret());

    /** Too many sign in at once; nothing is wrong with this one. */
    static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Why a password is not taken. */
    enum Weakness {
        TOO_SHORT("Le mot de passe a moins de 12 caractères.", "The password has fewer than 12 characters."),
        TOO_LONG("Le mot de passe a plus de 256 caractères.", "The password has more than 256 characters."),
        COMMON(
                "Ce mot de passe est parmi les plus courants, ou en est un avec quelques signes autour. Prenez par exemple quatre mots sans rapport.",
                "This password is among the most common ones, or one of them with a few signs around it. Take four unrelated words, for instance."),
        ABOUT_YOU(
                "Le mot de passe contient votre identifiant ou votre organisation.",
                "The password holds your sign-in name or your organisation.");

        final String french;
        final String english;

        Weakness(String french, String english) {
            this.french = french;
            this.english = english;
        }
    }

    /** What is wrong with a password somebody chose; {@code about} are words that stand for this person. */
    Optional<Weakness> weakness(String password, Collection<String> about) {
        int length = password.codePointCount(0, password.length());
        if (length < LEAST) {
            return Optional.of(Weakness.TOO_SHORT);
        }
        if (length > MOST) {
            return Optional.of(Weakness.TOO_LONG);
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (common.contains(lower)
                || common.contains(AROUND.matcher(lower).replaceAll(""))
                || REPEATED.matcher(lower).matches()) {
            return Optional.of(Weakness.COMMON);
        }
        boolean aboutYou = about.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> word.length() >= 4 && lower.contains(word));
        return aboutYou ? Optional.of(Weakness.ABOUT_YOU) : Optional.empty();
    }

    String hash(String password) {
        return inTurn(() -> argon2id.encode(password));
    }

    boolean matches(String password, String hash) {
        return password.length() <= MOST && inTurn(() -> argon2id.matches(password, hash));
    }

    /** Takes as long as a real comparison, so that an unknown name can not be told from a wrong password. */
    void matchNobody(String password) {
        boolean _ = matches(password, nobodys);
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Busy();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    private static Set<String> commonOnes() {
        try (InputStream list = Passwords.class.getResourceAsStream("common-passwords.txt")) {
            if (list == null) {
                throw new IllegalStateException("the list of common passwords is missing");
            }
            return new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
