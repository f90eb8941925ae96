package org.jekasy.trials.rig;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jekasy.standalone.Room;
import org.jekasy.standalone.Services;

/** One service as a process of its own, on the class path of this JVM, found again at its ports on 127.0.0.1: its doors, and where it says how it is. */
public final class Served implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Room room;
    private final URI address;
    private final URI watch;
    private final Process process;

    private Served(Room room, URI address, URI watch, Process process) {
        this.room = room;
        this.address = address;
        this.watch = watch;
        this.process = process;
    }

    /**
     * Starts the service and does not wait for it.
     *
     * @param by what starts it in the place of ours, such as {@code nice}; its words come first
     * @param jvm options of its JVM, such as {@code -Xmx256m}
     * @param environment variables added to those of this JVM
     * @param log where what it prints is added
     */
    public static Served start(
            List<String> by, Room room, int port, List<String> jvm, Map<String, String> environment, Path log)
            throws IOException {
        List<String> command = new ArrayList<>(by);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true",
                "-Dfile.encoding=UTF-8",
                "-Djekasy.log=" + log));
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(), room.mainClass().getName()));
        command.addAll(List.of(room.settings()));
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        String doors = Integer.toString(port);
        return new Served(room, here(doors), here(room.properties().getOrDefault(Services.WATCH, doors)), process);
    }

    private static URI here(String port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /**
     * The jar of this module names its libraries in its manifest, each once. A test's own class path would name the services twice, a second time through
     * the list of standalone.jar, and Flyway refuses a migration it finds twice.
     */
    private static String classPath() {
        return Files.exists(ReadAhead.jar()) ? ReadAhead.jar().toString() : System.getProperty("java.class.path");
    }

    /**
     * Waits until health answers UP.
     *
     * @throws IllegalStateException when the process ends first or the patience is over; the log says why
     */
    public Served awaitReady(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!healthy()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(room.name() + " ended with " + process.exitValue());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(room.name() + " is not ready after " + patience.toSeconds() + " s");
            }
        }
        return this;
    }

    /** Whether its health answers UP at this moment. */
    public boolean healthy() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(watch.resolve("/actuator/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public URI address() {
        return address;
    }

    /** Where it says how it is: {@code /actuator/health} and {@code /actuator/prometheus}. */
    public URI watch() {
        return watch;
    }

    public Process process() {
        return process;
    }

    /** SIGKILL: nothing is told, nothing is flushed. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Sends SIGSTOP or SIGCONT, by name without SIG. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** SIGTERM, and SIGKILL if it has not ended within 30 s. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
