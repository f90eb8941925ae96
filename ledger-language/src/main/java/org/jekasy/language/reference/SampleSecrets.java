package org.jekasy.language.reference;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Secrets that keep nobody out: nothing, one sign again and again, or a word that stands in examples and that whoever tries doors tries first. */
public final class SampleSecrets {
    /** In small letters, without anything between them. */
    private static final Set<String> WORDS = Set.of(
            "0000",
            "1234",
            "12345",
            "123456",
            "1234567",
            "12345678",
            "123456789",
            "1234567890",
            "abc123",
            "admin",
            "admin123",
            "administrator",
            "azerty",
            "azertyuiop",
            "changeit",
            "changeme",
            "changemenow",
            "changethis",
            "default",
            "demo",
            "empty",
            "example",
            "exemple",
            "guest",
            "jekasy",
            "jekasyledger",
            "kafka",
            "ledger",
            "ledgerapp",
            "ledgerowner",
            "letmein",
            "mdp",
            "motdepasse",
            "mypassword",
            "mysecret",
            "mysecretpassword",
            "none",
            "null",
            "pages",
            "pagesapp",
            "pass",
            "passphrase",
            "passwd",
            "password",
            "password1",
            "password123",
            "placeholder",
            "postgres",
            "postgresql",
            "qwerty",
            "replaceme",
            "root",
            "s3cret",
            "sample",
            "secret",
            "secret123",
            "setapassword",
            "setapasswordforthedatabasesuperuser",
            "setapasswordfortheroleledgerapp",
            "setapasswordfortheroleledgerowner",
            "setapasswordfortherolepagesapp",
            "setme",
            "test",
            "test123",
            "todo",
            "topsecret",
            "undefined",
            "user",
            "yourpassword",
            "yoursecret");

    // what a store of certificates that anybody may read is opened with is no secret: that of the JDK itself says
    // changeit
    private static final Pattern GUARDS = Pattern.compile("(?!.*truststore).*(password|passphrase|secret)");
    private static final Pattern HOLDS = Pattern.compile(".*(jaas\\.config|url)");
    private static final Pattern HELD =
            Pattern.compile("(?i)(?:password|secret)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s;&\"']*))");

    private SampleSecrets() {}

    /** Whether it keeps nobody out. */
    public static boolean isSample(String secret) {
        String given = secret.strip();
        return given.chars().distinct().count() <= 1
                || WORDS.contains(given.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", ""));
    }

    /**
     * Refuses the settings (by their names, {@code read.password} say) if one that is a secret, or an address or login that holds one, keeps nobody out. The
     * sentence names it, and never says what it is.
     */
    public static void refuse(Map<String, String> settings) {
        settings.forEach((name, value) -> {
            String small = name.toLowerCase(Locale.ROOT);
            boolean holdsOne = HOLDS.matcher(small).matches()
                    && HELD.matcher(value).results().anyMatch(held -> isSample(first(held)));
            if (holdsOne || (GUARDS.matcher(small).matches() && isSample(value))) {
                String both = name + " (" + name.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_") + ")";
                throw new IllegalStateException(
                        both
                                + " : ce secret est vide ou d’exemple, le premier venu l’essaie ; le service ne démarre pas. Donnez-en un fait au hasard (« openssl rand -hex 24 »), par l’environnement ou un fichier."
                                + " / " + both
                                + ": this secret is empty or of an example, anybody tries it first; the service does not start. Give one made by chance (“openssl rand -hex 24”), in the environment or a file.");
            }
        });
    }

    private static String first(MatchResult held) {
        return IntStream.rangeClosed(1, held.groupCount())
                .mapToObj(held::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
