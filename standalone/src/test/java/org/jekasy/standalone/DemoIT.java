package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as a process, as a person starts it; with three tiny rooms instead of the services. */
class DemoIT {
    @TempDir
    static Path temporary;

    private final List<Process> started = new ArrayList<>();
    private final int port = sevenFree();
    private Path place = Path.of("");
    private Path data = Path.of("");
    private Path used = Path.of("");

    @BeforeEach
    void folder() throws Exception {
        Path all = Files.createDirectories(temporary.toRealPath().resolve("a place with spaces"));
        place = Files.createTempDirectory(all, "test");
        data = place.resolve("data");
        // most start on what an earlier one left, as in daily life, and save the first start's seconds
        used = all.resolve("data");
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        for (Path folder : List.of(data, used)) {
            if (Files.isDirectory(folder.resolve("postgresql"))) {
                Postgres.endLeftOver(folder.resolve("postgresql"), place);
                Broker.endLeftOver(folder.resolve("kafka"));
            }
            await().untilAsserted(() -> assertThat(Processes.mentioning(folder)).isEmpty());
        }
    }

    @Test
    void itOpensSaysWhereAndClosesOnCtrlC() throws Exception {
        Process demo = demo("--data", data.toString(), "--port", Integer.toString(port));
        awaitOpen(demo);
        assertThat(output())
                .contains("1/5 PostgreSQL", "2/5 Kafka", "3/5 first", "4/5 second", "5/5 third")
                .contains("http://127.0.0.1:" + port, data.toString());
        assertThat(get("http://127.0.0.1:" + port + "/")).isEqualTo("second");

        ctrlC(demo);
        assertThat(demo.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(errors()).isEmpty();
        assertThat(Processes.mentioning(data)).isEmpty();
        // the last to open is the first to close, and all of them still stand on PostgreSQL when they do
        assertThat(diary())
                .containsExactly(
                        "first opens on PostgreSQL",
                        "second opens on PostgreSQL",
                        "third opens on PostgreSQL",
                        "third closes on PostgreSQL",
                        "second closes on PostgreSQL",
                        "first closes on PostgreSQL");
        assertThat(data.resolve("logs/services.log")).content().contains("third speaks as Tomcat does");
        assertThat(data.resolve("logs/kafka.log")).content().contains("shut down completed");
        assertThat(data.resolve("logs/postgresql.log")).content().contains("database system is shut down");

        long began = System.nanoTime();
        Process again = demo("--data", data.toString(), "--port", Integer.toString(port));
        awaitOpen(again);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(data.resolve("logs/postgresql.log")).content().doesNotContain("was not properly shut down");
        ctrlC(again);
        assertThat(again.waitFor(15, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void afterKillNineTheNextStartEndsWhatWasLeft() throws Exception {
        Process first = demo("--data", used.toString(), "--port", Integer.toString(port));
        awaitOpen(first);
        first.destroyForcibly().waitFor();
        List<String> left = Processes.mentioning(used);
        assertThat(left).hasSizeGreaterThanOrEqualTo(2);

        Process second = demo("--data", used.toString(), "--port", Integer.toString(port));
        awaitOpen(second);
        assertThat(get("http://127.0.0.1:" + port + "/")).isEqualTo("second");
        ctrlC(second);
        assertThat(second.waitFor(15, TimeUnit.SECONDS)).isTrue();
        assertThat(Processes.mentioning(used)).isEmpty();
    }

    @Test
    void aSecondOneOnTheSameFolderLeavesTheFirstAlone() throws Exception {
        Process first = demo("--data", used.toString(), "--port", Integer.toString(port));
        awaitOpen(first);
        Process second = demo("--data", used.toString(), "--port", Integer.toString(sevenFree()));
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(errors()).singleElement().asString().startsWith("Le registre tourne déjà avec le dossier " + used);
        assertThat(get("http://127.0.0.1:" + port + "/")).isEqualTo("second");
    }

    @Test
    void whenKafkaEndsByItselfEverythingClosesAndSaysSo() throws Exception {
        Process demo = demo("--data", used.toString(), "--port", Integer.toString(port));
        awaitOpen(demo);
        demo.toHandle().children().forEach(ProcessHandle::destroyForcibly);
        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(1);
        assertThat(errors()).singleElement().asString().startsWith("Kafka s'est arrêté de lui-même");
        assertThat(Processes.mentioning(used)).isEmpty();
    }

    @Test
    void ctrlCWhileItOpensClosesWhatIsOpen() throws Exception {
        Process demo = demo("--data", used.toString(), "--port", Integer.toString(port));
        await().atMost(60, TimeUnit.SECONDS).until(() -> output().contains("2/5 Kafka"));
        ctrlC(demo);
        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Processes.mentioning(used)).isEmpty();
        assertThat(diary()).isEmpty();
    }

    @Test
    void aTakenPortIsOneLineAndNothingStarts() throws Exception {
        try (ServerSocket held = new ServerSocket(port + 5, 1, InetAddress.getLoopbackAddress())) {
            Process demo = demo("--data", data.toString(), "--port", Integer.toString(port));
            assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isEqualTo(1);
            assertThat(output()).isEmpty();
            assertThat(errors())
                    .singleElement()
                    .asString()
                    .startsWith("Le port " + held.getLocalPort() + " (Kafka) est déjà pris");
            assertThat(Processes.mentioning(data)).isEmpty();
            assertThat(data.resolve("postgresql")).isEmptyDirectory();
        }
    }

    @Test
    void itIsSaidInEnglishToWhoAsksForEnglish() throws Exception {
        Files.writeString(data, "");
        Process demo = start(command(List.of("demo", "--data", data.toString())), "en_GB.UTF-8");
        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(1);
        assertThat(errors())
                .singleElement()
                .isEqualTo(data + " is a file, not a folder: name another folder with --data.");
    }

    @Test
    void whatIsNotUnderstoodStartsNothing() throws Exception {
        Process demo = demo("--dta", data.toString());
        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(2);
        assertThat(errors()).containsExactly("« --dta » n'est pas compris ; voir ./ledger help");
        assertThat(data).doesNotExist();
    }

    @Test
    void aFullDiskIsOneLineAndNothingStarts() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root mounts a small disk")
                .isEqualTo("root");
        Files.createDirectories(data);
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "-m",
                "/bin/sh",
                "-c",
                "mount -t tmpfs -o size=64m none \"$0\" && exec \"$@\"",
                data.toString()));
        command.addAll(command(List.of("demo", "--data", data.toString(), "--port", Integer.toString(port))));
        Process demo = start(command, "fr_FR.UTF-8");
        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(1);
        assertThat(output()).isEmpty();
        assertThat(errors()).singleElement().asString().startsWith("Il ne reste que 6");
        assertThat(Processes.mentioning(data)).isEmpty();
    }

    @Test
    void anOrdinaryUserRunsItToo() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root becomes somebody else")
                .isEqualTo("root");
        assumeThat(readableByNobody()).as("a checkout that others may read").isTrue();
        for (Path folder : List.of(temporary, place)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        List<String> command = new ArrayList<>(List.of("runuser", "-u", "nobody", "--"));
        command.addAll(command(List.of("demo", "--data", data.toString(), "--port", Integer.toString(port))));
        Process demo = start(command, "fr_FR.UTF-8");
        awaitOpen(demo);
        assertThat(Files.getOwner(data).getName()).isEqualTo("nobody");
        assertThat(get("http://127.0.0.1:" + port + "/")).isEqualTo("second");
        ctrlC(demo);
        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Processes.mentioning(data)).isEmpty();
        assertThat(errors()).isEmpty();
    }

    @Test
    void anOrdinaryUserIsToldOfAFolderThatIsNotHis() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root becomes somebody else")
                .isEqualTo("root");
        assumeThat(readableByNobody()).as("a checkout that others may read").isTrue();
        for (Path folder : List.of(temporary, place)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        List<String> command = new ArrayList<>(List.of("runuser", "-u", "nobody", "--"));
        command.addAll(command(List.of("demo", "--data", data.toString(), "--port", Integer.toString(port))));
        Process demo = start(command, "fr_FR.UTF-8");
        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(1);
        assertThat(errors()).singleElement().asString().startsWith("Impossible d'écrire dans le dossier " + data);
        assertThat(data).doesNotExist();
    }

    @Test
    void theDoorForPhonesIsOpenedOnlyWhenAskedForAndShowsThePageAlone() throws Exception {
        assumeThat(LanDoor.addressOnNetwork()).as("a machine on a network").isPresent();
        String lan = "http://" + LanDoor.addressOnNetwork().orElseThrow().getHostAddress() + ":";
        Process demo = demo("--data", used.toString(), "--port", Integer.toString(port), "--lan");
        awaitOpen(demo);
        assertThat(output()).contains(lan + (port + 3));
        assertThat(get(lan + (port + 3) + "/class/MANGO-FRESH/lot/26092K7QF00045"))
                .isEqualTo("second");
        assertThat(status(lan + (port + 3) + "/lots")).isEqualTo(404);
        for (int other : new int[] {0, 1, 2, 4, 5, 6}) {
            assertThat(answers(lan + (port + other))).isFalse();
        }
        ctrlC(demo);
        assertThat(demo.waitFor(15, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCheckUsesAFolderAndPortsOfItsOwnAndLeavesNothing() throws Exception {
        Process check = demo("--check");
        assertThat(check.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(output()).contains("Mémoire : PostgreSQL ");
        assertThat(errors()).isEmpty();
        assertThat(check.exitValue()).isZero();
        try (var left = Files.list(place.resolve("tmp"))) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("jekasy-")))
                    .isEmpty();
        }
        assertThat(Processes.mentioning(place.resolve("tmp"))).isEmpty();
    }

    // -- how it is started and spoken to

    private Process demo(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("demo"));
        words.addAll(List.of(options));
        return start(command(words), "fr_FR.UTF-8");
    }

    private List<String> command(List<String> words) throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        Path tmp = place.resolve("tmp");
        Files.createDirectories(tmp);
        Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> command = new ArrayList<>(List.of(
                // a session of its own, as a terminal would give it: Ctrl-C then reaches every process in it
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dtiny.diary=" + tmp.resolve("diary"),
                "-Djava.io.tmpdir=" + tmp,
                "-cp",
                target.resolve("classes") + ":" + target.resolve("test-classes") + ":" + target.resolve("lib") + "/*",
                "org.jekasy.standalone.TinyHouse"));
        command.addAll(words);
        return command;
    }

    private Process start(List<String> command, String locale) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectOutput(place.resolve("out").toFile())
                .redirectError(place.resolve("err").toFile());
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private void awaitOpen(Process demo) throws IOException {
        await().atMost(90, TimeUnit.SECONDS).until(() -> output().contains("Ctrl-C pour arrêter") || !demo.isAlive());
        assertThat(demo.isAlive()).as(output() + errors()).isTrue();
    }

    /** What a terminal does on Ctrl-C: SIGINT to every process of the foreground group. */
    private static void ctrlC(Process demo) throws Exception {
        long group = Stream.concat(Stream.of(demo.toHandle()), demo.descendants())
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .mapToLong(ProcessHandle::pid)
                .min()
                .orElseThrow();
        assertThat(new ProcessBuilder("/bin/sh", "-c", "kill -s INT -- -" + group)
                        .start()
                        .waitFor())
                .isZero();
    }

    private String output() throws IOException {
        return Files.readString(place.resolve("out"));
    }

    private List<String> errors() {
        try {
            return Files.readAllLines(place.resolve("err")).stream()
                    .filter(line -> !line.startsWith("Picked up ") && !line.startsWith("WARNING: "))
                    .toList();
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }

    private List<String> diary() throws IOException {
        Path diary = place.resolve("tmp/diary");
        return Files.exists(diary) ? Files.readAllLines(diary) : List.of();
    }

    private static String get(String address) throws Exception {
        return ask(address).body();
    }

    private static int status(String address) throws Exception {
        return ask(address).statusCode();
    }

    private static HttpResponse<String> ask(String address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static boolean answers(String address) throws Exception {
        try {
            return status(address) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean readableByNobody() throws Exception {
        return new ProcessBuilder(
                                "runuser",
                                "-u",
                                "nobody",
                                "--",
                                "/bin/sh",
                                "-c",
                                "test -r target/classes -a -r target/lib -a -r broker/target/broker.jar")
                        .start()
                        .waitFor()
                == 0;
    }

    private static int sevenFree() {
        while (true) {
            int first = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (IntStream.range(first, first + 7).noneMatch(Ports::taken)) {
                return first;
            }
        }
    }
}
