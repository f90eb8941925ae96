package org.jekasy.standalone;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jekasy.command.identity.DemoPeople;
import org.jekasy.command.register.ImportTool;
import org.jekasy.season.SeasonTool;
import org.jspecify.annotations.Nullable;

/** What {@code ./ledger} starts in Java. The script finds the JDK and builds; everything else is decided here. */
public final class Standalone {
    private Standalone() {}

    /** Takes a command word and its options, and ends the JVM with 0, 1 (did not work) or 2 (not understood). */
    public static void main(String[] arguments) throws URISyntaxException, IOException {
        System.exit(run(
                List.of(arguments), Services::rooms, language -> new Sample(home(), language, System.out, System.err)));
    }

    static int run(List<String> arguments, House.Plan plan, Function<Language, Contents> contents)
            throws URISyntaxException, IOException {
        Language language = Language.of(System.getenv());
        Deque<String> words = new ArrayDeque<>(arguments);
        try {
            String command = words.isEmpty() ? "" : words.pop();
            return switch (command) {
                case "demo" ->
                    new Demo(plan, contents.apply(language), brokerJar(), language, System.out, System.err)
                            .run(demoOptions(words));
                case "import" ->
                    ImportTool.run(
                            System.out, System.err, Locale.of(language.say("fr", "en")), words.toArray(String[]::new));
                case "season" ->
                    SeasonTool.run(
                            System.out,
                            System.err,
                            Locale.of(language.say("fr", "en")),
                            Clock.systemUTC(),
                            words.toArray(String[]::new));
                case "rebuild" -> rebuild(words, language);
                case "backup" -> backup(words, language);
                case "restore" -> restore(words, language);
                case "doctor" -> doctor(words, language);
                case "init" -> init(words, language);
                case "open" ->
                    new Demo(
                                    Services::signedIn,
                                    new OpenLedger(language),
                                    brokerJar(),
                                    language,
                                    System.out,
                                    System.err)
                            .run(demoOptions(words));
                case "code" -> code(words, language);
                default -> throw new NotUnderstood(command);
            };
        } catch (NotUnderstood e) {
            System.err.println(language.say(
                    "« " + e.getMessage() + " » n'est pas compris ; voir ./ledger help",
                    "\"" + e.getMessage() + "\" is not understood; see ./ledger help"));
            return 2;
        }
    }

    private static Demo.Options demoOptions(Deque<String> words) throws NotUnderstood, IOException {
        boolean check = false;
        boolean lan = false;
        Path data = null;
        Ports ports = null;
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "--check" -> check = true;
                case "--lan" -> lan = true;
                case "--data" -> data = Path.of(value(word, words));
                case "--port" -> ports = Ports.from(number(word, words));
                default -> throw new NotUnderstood(word);
            }
        }
        if (check) {
            return new Demo.Options(data, ports == null ? Ports.free() : ports, lan, true);
        }
        return new Demo.Options(
                data == null ? home().resolve("data") : data, ports == null ? Ports.usual() : ports, lan, false);
    }

    private static int rebuild(Deque<String> words, Language language)
            throws NotUnderstood, URISyntaxException, IOException {
        Path data = home().resolve("data");
        Ports ports = Ports.usual();
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "--data" -> data = Path.of(value(word, words));
                case "--port" -> ports = Ports.from(number(word, words));
                default -> throw new NotUnderstood(word);
            }
        }
        return new Rebuilding(brokerJar(), language, System.out, System.err).run(data, ports);
    }

    private static int backup(Deque<String> words, Language language) throws NotUnderstood {
        Path data = home().resolve("data");
        Path to = null;
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "--data" -> data = Path.of(value(word, words));
                case "--to" -> to = Path.of(value(word, words));
                default -> throw new NotUnderstood(word);
            }
        }
        if (to == null) {
            throw new NotUnderstood("backup --to ?");
        }
        return new Backup(language, System.out, System.err, Clock.systemUTC()).run(data, to);
    }

    private static int restore(Deque<String> words, Language language)
            throws NotUnderstood, URISyntaxException, IOException {
        Path data = home().resolve("data");
        Ports ports = Ports.usual();
        Path from = null;
        Path wal = null;
        String until = null;
        boolean drill = false;
        boolean refill = false;
        long lost = 0;
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "--data" -> data = Path.of(value(word, words));
                case "--port" -> ports = Ports.from(number(word, words));
                case "--from" -> from = Path.of(value(word, words));
                case "--wal" -> wal = Path.of(value(word, words));
                case "--until" -> until = value(word, words);
                case "--drill" -> drill = true;
                case "--refill-from-topic" -> refill = true;
                case "--accept-loss" -> lost = count(word, words);
                default -> throw new NotUnderstood(word);
            }
        }
        Restore restore = new Restore(brokerJar(), language, System.out, System.err, Clock.systemUTC());
        if (refill) {
            return restore.refill(data, ports);
        }
        if (lost > 0) {
            return restore.acceptLoss(data, ports, lost);
        }
        if (from == null) {
            throw new NotUnderstood("restore --from ?");
        }
        return drill ? restore.drill(from, data) : restore.restore(from, data, wal, until);
    }

    private static int doctor(Deque<String> words, Language language)
            throws NotUnderstood, URISyntaxException, IOException {
        Path data = home().resolve("data");
        Ports ports = Ports.usual();
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "--data" -> data = Path.of(value(word, words));
                case "--port" -> ports = Ports.from(number(word, words));
                default -> throw new NotUnderstood(word);
            }
        }
        return new Doctor(brokerJar(), language, System.out, Clock.systemUTC()).run(data, ports);
    }

    private static int init(Deque<String> words, Language language) throws NotUnderstood {
        Path data = home().resolve("data");
        Ports ports = Ports.usual();
        while (!words.isEmpty()) {
            String word = words.pop();
            switch (word) {
                case "--data" -> data = Path.of(value(word, words));
                case "--port" -> ports = Ports.from(number(word, words));
                default -> throw new NotUnderstood(word);
            }
        }
        return new FirstToken(language, System.out, System.err, Clock.systemUTC()).run(data, ports);
    }

    /** The six digits of somebody of the demonstration, for who has no authenticator at hand. */
    private static int code(Deque<String> words, Language language) throws NotUnderstood, IOException {
        Path data = home().resolve("data");
        String name = value("code", words);
        while (!words.isEmpty()) {
            String word = words.pop();
            if (!word.equals("--data")) {
                throw new NotUnderstood(word);
            }
            data = Path.of(value(word, words));
        }
        Path folder = Services.identity(data);
        Optional<DemoPeople.Person> person = DemoPeople.in(folder, name);
        if (person.isEmpty()) {
            System.err.println(language.say(
                    name + " n'est pas de la démonstration de " + data + " (voir " + folder + "/demo-people).",
                    name + " is nobody of the demonstration in " + data + " (see " + folder + "/demo-people)."));
            return 1;
        }
        System.out.println(person.get().digits(Instant.now()));
        return 0;
    }

    private static long count(String option, Deque<String> words) throws NotUnderstood {
        String value = value(option, words);
        if (!value.matches("[1-9][0-9]{0,17}")) {
            throw new NotUnderstood(option + " " + value);
        }
        return Long.parseLong(value);
    }

    private static Path home() {
        return Path.of(System.getProperty("jekasy.home", "."));
    }

    private static String value(String option, Deque<String> words) throws NotUnderstood {
        String value = words.poll();
        if (value == null) {
            throw new NotUnderstood(option);
        }
        return value;
    }

    private static int number(String option, Deque<String> words) throws NotUnderstood {
        String value = value(option, words);
        try {
            int port = Integer.parseInt(value);
            if (port >= 1024 && port <= 65_000) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new NotUnderstood(option + " " + value);
    }

    /** Built beside us: .../standalone/broker/target, seen from .../standalone/target/standalone.jar or .../standalone/target/classes. */
    private static Path brokerJar() throws URISyntaxException, IOException {
        Path ours = Path.of(Standalone.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return parent(parent(ours)).resolve("broker/target/broker.jar");
    }

    private static Path parent(Path path) {
        @Nullable Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1L;

        NotUnderstood(String word) {
            super(word);
        }
    }
}
