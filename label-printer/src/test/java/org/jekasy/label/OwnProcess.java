package org.jekasy.label;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The service in a process of its own, which can be measured, or killed. */
record OwnProcess(Process process, String url) implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+) ;");

    /** Starts it and waits until it names its address. */
    static OwnProcess start(List<String> machine, String... settings) throws IOException {
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        machine.stream(),
                        Stream.of(
                                "-Dstdout.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LabelPrinter.class.getName()),
                        Stream.of(settings))
                .flatMap(part -> part)
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new OwnProcess(process, listening(process));
    }

    /** Reads what the service says until it names its address, and goes on reading so that it never waits for us. */
    private static String listening(Process service) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder before = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            before.append(line).append('\n');
            Matcher address = LISTENING.matcher(line);
            if (address.find()) {
                Thread.ofVirtual().start(() -> drain(said));
                return "http://127.0.0.1:" + address.group(1);
            }
        }
        throw new AssertionError("the service did not start:\n" + before);
    }

    private static void drain(BufferedReader said) {
        try {
            said.lines().forEach(System.out::println);
        } catch (UncheckedIOException e) {
            // the service has ended
        }
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
