package org.jekasy.trials.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.standalone.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/operations.md, command by command, in an empty folder: each block must end well and say what the page promises. */
class RunbookIT {
    private static final Path HOME =
            Path.of(System.getProperty("jekasy.home", "..")).toAbsolutePath();
    private static final Pattern BLOCK = Pattern.compile("```sh runbook\n(.*?)```", Pattern.DOTALL);
    private static final String PROMISE = "#→ ";
    private static final Pattern PORT = Pattern.compile("1808(\\d)");

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() throws Exception {
        Path pid = folder.resolve("ledger.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ledger -> {
                ledger.destroy();
                ledger.onExit().orTimeout(60, TimeUnit.SECONDS).join();
            });
        }
    }

    @Test
    void everyCommandOfTheRunbookDoesWhatThePageSays() throws Exception {
        int port = Ports.free().pages();
        ledgerAlreadyBuilt();
        List<String> blocks = blocks(Files.readString(HOME.resolve("docs/operations.md")));
        assertThat(blocks).hasSizeGreaterThan(8);
        for (int n = 0; n < blocks.size(); n++) {
            String block =
                    PORT.matcher(blocks.get(n)).replaceAll(used -> "" + (port + Integer.parseInt(used.group(1))));
            String said = run(n, block);
            block.lines()
                    .filter(line -> line.startsWith(PROMISE))
                    .map(line -> line.substring(PROMISE.length()))
                    .forEach(promise -> assertThat(said).as(block).contains(promise));
        }
    }

    @Test
    void aPromiseThatIsNotKeptIsNoticed() throws Exception {
        assertThat(blocks("```sh runbook\necho a\n#→ a\n```\n```sh\necho b\n```\n"))
                .containsExactly("echo a\n#→ a\n");
        assertThatThrownBy(() -> run(99, "false\necho on\n")).isInstanceOf(AssertionError.class);
    }

    /** What ./ledger does once everything is built; that it builds what is missing is tried elsewhere. */
    private void ledgerAlreadyBuilt() throws Exception {
        Path ledger = folder.resolve("ledger");
        Files.writeString(
                ledger,
                "#!/usr/bin/env bash\nexec '%s/bin/java' -XX:+UseSerialGC -Xmx384m -Xss512k -XX:TieredStopAtLevel=1"
                                .formatted(System.getProperty("java.home"))
                        + " --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Daxoniq.update-checker.disabled=true"
                        + " -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 '-Djekasy.home=%s' -jar '%s' \"$@\"\n"
                                .formatted(HOME, HOME.resolve("standalone/target/standalone.jar")));
        Files.setPosixFilePermissions(ledger, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static List<String> blocks(String page) {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    private String run(int n, String block) throws Exception {
        File output = folder.resolve("block-" + n + ".out").toFile();
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", "set -o pipefail\n" + block)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .redirectInput(new File("/dev/null"));
        builder.environment().put("LC_MESSAGES", "en");
        builder.environment().remove("LC_ALL");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        boolean ended = process.waitFor(6, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String said = Files.readString(output.toPath());
        assertThat(ended && process.exitValue() == 0)
                .as(block + "\n" + said + ledgerSaid())
                .isTrue();
        return said;
    }

    private String ledgerSaid() throws Exception {
        Path said = folder.resolve("ledger.out");
        return Files.exists(said) ? Files.readString(said) : "";
    }
}
