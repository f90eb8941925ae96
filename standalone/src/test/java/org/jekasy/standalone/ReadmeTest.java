package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md tells a newcomer to type is run somewhere, and what it points to is there. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\\n(.*?)```");
    private static final Pattern INLINE = Pattern.compile("`(\\./(?:ledger|mvnw)[^`]*)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    /**
     * Who runs a command of this beginning: a test of this module, {@code .ci/run} where the command stands literally, or the runbook, whose blocks a trial
     * runs. The longest wins.
     */
    private static final Map<String, String> RUN_BY = Map.ofEntries(
            Map.entry("./ledger demo", "LedgerIT"),
            Map.entry("./ledger demo --check", ".ci/run"),
            Map.entry("./ledger demo --lan", "DemoIT"),
            Map.entry("./ledger test", ".ci/run"),
            Map.entry("./ledger help", "LedgerScriptIT"),
            Map.entry("./ledger import", "LedgerIT"),
            Map.entry("./ledger init", "LedgerIT"),
            Map.entry("./ledger open", "LedgerIT"),
            Map.entry("./ledger code", "LedgerIT"),
            Map.entry("./ledger season", "LedgerIT"),
            Map.entry("./ledger rebuild", "LedgerIT"),
            Map.entry("./ledger backup", "docs/operations.md"),
            Map.entry("./ledger restore", "docs/operations.md"),
            Map.entry("./ledger doctor", "docs/operations.md"),
            Map.entry("./ledger bench", "trials/src/test/java/org/jekasy/trials/bench/BenchIT.java"),
            Map.entry("./ledger trials", "trials/src/test/java/org/jekasy/trials/fault/PromisesIT.java"));

    /** The README says in so many words that nothing exercises these. */
    private static final List<String> SAID_TO_BE_UNTESTED = List.of("./mvnw -DskipTests package jib:dockerBuild");

    @Test
    void everyCommandIsRunByATestOrTheBuildMachine() throws IOException {
        List<String> commands = commands(read("README.md"));
        assertThat(commands).isNotEmpty();
        for (String command : commands) {
            if (SAID_TO_BE_UNTESTED.contains(command)) {
                assertThat(read("README.md")).contains("**No test exercises**");
                continue;
            }
            String beginning = RUN_BY.keySet().stream()
                    .filter(known -> command.equals(known) || command.startsWith(known + " "))
                    .max(java.util.Comparator.comparingInt(String::length))
                    .orElse("");
            assertThat(beginning).as("nobody runs « %s »", command).isNotEmpty();
            String by = String.valueOf(RUN_BY.get(beginning));
            if (by.equals(".ci/run")) {
                assertThat(read(".ci/run").lines()).as(command).anyMatch(line -> line.startsWith(beginning));
            } else if (by.endsWith(".md")) {
                assertThat(read(by))
                        .as(command)
                        .containsPattern("(?s)```sh runbook\\n((?!```).)*" + Pattern.quote(beginning));
            } else if (by.endsWith(".java")) {
                // the same code in this JVM: what the script starts is Bench.run or one Result.of for each promise
                assertThat(read(by)).as(command).containsAnyOf("Bench.run(", "Tried.inABuild(");
            } else {
                String test = read("standalone/src/test/java/org/jekasy/standalone/" + by + ".java");
                for (String word : beginning.replace("./ledger ", "").split(" ")) {
                    assertThat(test).as("%s runs « %s »", by, command).contains("\"" + word + "\"");
                }
            }
        }
    }

    @Test
    void everyCommandIsOneTheScriptTellsOf() throws IOException {
        String script = read("ledger");
        for (String command : commands(read("README.md"))) {
            if (command.startsWith("./ledger ")) {
                String word = command.split(" ")[1];
                assertThat(script).as(command).containsPattern("(?m)^\\./ledger " + word + "\\b|^  " + word + "\\b");
            }
        }
    }

    @Test
    void everythingItPointsToIsThere() throws IOException {
        List<String> targets = LINK.matcher(read("README.md"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(targets).isNotEmpty();
        assertThat(targets.stream().filter(target -> !Files.exists(ROOT.resolve(target))))
                .isEmpty();
    }

    @Test
    void everyFileACommandReadsIsThere() throws IOException {
        List<String> files = commands(read("README.md")).stream()
                .flatMap(command -> Stream.of(command.split(" ")))
                .filter(word -> word.startsWith("samples/"))
                .toList();
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
    }

    /** All there is to type: the lines of shell blocks without their remarks, and the commands in the running text. */
    private static List<String> commands(String readme) {
        List<String> commands = new ArrayList<>();
        SHELL.matcher(readme)
                .results()
                .map(MatchResult::group)
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("```"))
                .map(line -> line.replaceAll("\\s+#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(commands::add);
        new TreeSet<>(INLINE.matcher(readme)
                        .results()
                        .map(found -> found.group(1))
                        .toList())
                .forEach(commands::add);
        return commands;
    }

    private static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }
}
