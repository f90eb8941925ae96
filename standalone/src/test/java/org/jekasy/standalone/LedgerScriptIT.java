package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./ledger} in a checkout of its own, whose path has spaces and whose Maven only notes that it was called. */
class LedgerScriptIT {
    private record Said(int code, List<String> lines) {
        String last() {
            return lines.isEmpty() ? "" : lines.getLast();
        }
    }

    @TempDir
    Path place;

    private Path checkout = Path.of("");

    @BeforeEach
    void copyTheScript() throws Exception {
        checkout = Files.createDirectories(place.toRealPath().resolve("a checkout with spaces"));
        Files.copy(Path.of("..", "ledger"), checkout.resolve("ledger"));
        Files.copy(
                Path.of("..", "label-printer", "label-printer"),
                Files.createDirectory(checkout.resolve("label-printer")).resolve("label-printer"));
        Files.createDirectories(checkout.resolve("room/src/main"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Files.writeString(checkout.resolve("room/pom.xml"), "");
        Files.writeString(checkout.resolve("room/src/main/Room.java"), "");
    }

    /** A build that takes the standalone jar which was built before these tests. */
    private void mavenThatCopiesTheJar() throws Exception {
        maven("""
                echo "$*" >> calls
                mkdir -p standalone/target
                cp '%s' standalone/target/
                ln -sfn '%s' standalone/target/lib
                """.formatted(
                        Path.of("target/standalone.jar").toAbsolutePath(),
                        Path.of("target/lib").toAbsolutePath()));
    }

    private void maven(String script) throws Exception {
        Path maven = checkout.resolve("mvnw");
        Files.writeString(maven, "#!/bin/sh\nset -e\n" + script);
        Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void helpNeedsNoBuildAndNoJdk() throws Exception {
        Said said = ledger(Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", "/nowhere"), "help");
        assertThat(said.code()).isZero();
        assertThat(said.lines()).contains("./ledger test");
        assertThat(checkout.resolve("standalone")).doesNotExist();
    }

    @Test
    void itBuildsOnlyWhatIsNewerThanTheBuild() throws Exception {
        mavenThatCopiesTheJar();
        Said first = ledger(Map.of(), "nonsense");
        assertThat(first.code()).isEqualTo(2);
        assertThat(first.lines())
                .containsExactly(
                        "Construction … (la première fois, quelques minutes)",
                        "« nonsense » n'est pas compris ; voir ./ledger help");
        Said second = ledger(Map.of("LANG", "en_GB.UTF-8"), "nonsense");
        assertThat(second.lines()).containsExactly("\"nonsense\" is not understood; see ./ledger help");
        assertThat(calls()).hasSize(1);

        Files.setLastModifiedTime(
                checkout.resolve("room/src/main/Room.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        ledger(Map.of(), "nonsense");
        assertThat(calls()).hasSize(2);
    }

    @Test
    void aBuildThatFailsIsShownAndStartsNothing() throws Exception {
        maven("echo 'Room.java: no such word'; exit 1\n");
        Said said = ledger(Map.of(), "demo");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines()).contains("Room.java: no such word");
        assertThat(said.last()).isEqualTo("La construction a échoué, voir ci-dessus.");
    }

    /** As it is typed: from a folder of one's own, by a name that is on the PATH, what is printed read by a shell. */
    @Test
    void labelPrinterIsACommand() throws Exception {
        mavenThatCopiesTheJar();
        Path bin = Files.createDirectory(place.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("label-printer"), checkout.resolve("label-printer/label-printer"));
        String path = bin + ":" + System.getenv("PATH");
        Said completion = typed(path, "source <(label-printer generate-completion) && complete -p label-printer");
        assertThat(completion.lines()).contains("Construction … (la première fois, quelques minutes)");
        assertThat(completion.last()).contains("_complete_label-printer", "label-printer");
        assertThat(completion.code()).isZero();

        Said page = typed(path, "label-printer test-page --language pdf --size 100x60 -o essai.pdf");
        assertThat(page.lines()).containsExactly("essai.pdf");
        assertThat(place.resolve("essai.pdf")).isNotEmptyFile();
        assertThat(typed(path, "label-printer decode essai.pdf").lines())
                .containsExactly("http://127.0.0.1:8080/#test");
        assertThat(calls()).hasSize(1);

        Said away = typed(path, "label-printer sheet 26092K7QF00045 --lots-url http://127.0.0.1:1");
        assertThat(away.code()).isEqualTo(1);
        assertThat(away.lines().getFirst()).contains("http://127.0.0.1:1", "Rien n'est imprimé");
        assertThat(ledger(Map.of(), "label", "sheet", "--help").lines())
                .contains("  label-printer sheet @lots.txt --start-at 9 -o planche.pdf");
    }

    private Said typed(String path, String line) throws Exception {
        return run(List.of("bash", "-c", line), Map.of("PATH", path));
    }

    @Test
    void anOlderJavaIsPassedOver() throws Exception {
        mavenThatCopiesTheJar();
        Path old = Files.createDirectories(place.resolve("old/bin"));
        for (String program : List.of("java", "javac")) {
            Files.writeString(old.resolve(program), "#!/bin/sh\necho 17; exit 9\n");
            Files.setPosixFilePermissions(old.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(place.resolve("old/release"), "JAVA_VERSION=\"17.0.9\"\n");
        assertThat(ledger(
                                Map.of(
                                        "JAVA_HOME",
                                        place.resolve("old").toString(),
                                        "PATH",
                                        old + ":" + System.getProperty("java.home") + "/bin:/usr/bin:/bin"),
                                "nonsense")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void withoutAJdkItSaysHowToGetOne() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root can hide the JDKs of a machine")
                .isEqualTo("root");
        Path hidden = Files.createDirectories(place.resolve("hidden"));
        Said said = run(
                List.of(
                        "unshare",
                        "-m",
                        "/bin/sh",
                        "-c",
                        "for d in /usr/lib/jvm /opt; do mount --bind \"$0\" $d; done; exec \"$1\" demo",
                        hidden.toString(),
                        checkout.resolve("ledger").toString()),
                Map.of("JAVA_HOME", "", "PATH", "/usr/bin:/bin", "HOME", hidden.toString()));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines()).hasSize(2);
        assertThat(said.lines().getFirst()).startsWith("Il faut un JDK 25 ou plus récent");
        assertThat(said.lines().getLast()).startsWith("A JDK 25 or later is needed");
    }

    @Test
    void theTestsOfAllRoomsAreSummedInTheLastLine() throws Exception {
        Files.createDirectories(checkout.resolve("room/target/surefire-reports"));
        Files.writeString(checkout.resolve("room/target/surefire-reports/TEST-Yesterday.xml"), report(100, 100, 0, 0));
        maven("""
                mkdir -p room/target/surefire-reports other/target/failsafe-reports
                echo '%s' > room/target/surefire-reports/TEST-One.xml
                echo '%s' > other/target/failsafe-reports/TEST-TwoIT.xml
                echo '<failsafe-summary><completed>9</completed></failsafe-summary>' > other/target/failsafe-reports/failsafe-summary.xml
                echo "Maven says: $*"
                exit 1
                """.formatted(report(20, 1, 2, 3), report(5, 0, 0, 1)));
        Said said = ledger(Map.of(), "test");
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.lines()).contains("Maven says: -T 3 --fail-at-end verify");
        assertThat(said.last()).isEqualTo("18 passed, 3 failed, 4 skipped");
    }

    @Test
    void withoutFailuresTheTestsEndWithZero() throws Exception {
        maven("mkdir -p room/target/surefire-reports; echo '" + report(7, 0, 0, 0)
                + "' > room/target/surefire-reports/TEST-One.xml\n");
        Said said = ledger(Map.of(), "test");
        assertThat(said.code()).isZero();
        assertThat(said.last()).isEqualTo("7 passed, 0 failed, 0 skipped");
    }

    private static String report(int tests, int errors, int failures, int skipped) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite xmlns:xsi="x" version="3.0.2" name="One" time="0.1" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <testcase name="tests" time="0.1"/>
                </testsuite>""".formatted(tests, errors, skipped, failures);
    }

    private List<String> calls() throws Exception {
        return Files.readAllLines(checkout.resolve("calls"));
    }

    private Said ledger(Map<String, String> environment, String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(checkout.resolve("ledger").toString()));
        command.addAll(List.of(words));
        return run(command, environment);
    }

    private Said run(List<String> command, Map<String, String> environment) throws Exception {
        // from another folder: where one stands must not matter
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(place.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
        builder.environment().put("LANG", "fr_FR.UTF-8");
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines;
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            lines = reader.lines()
                    .filter(line -> !line.startsWith("Picked up "))
                    .toList();
        }
        return new Said(process.waitFor(), lines);
    }
}
