package org.jekasy.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jekasy.label.paper.SheetOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest order there is, from a service in a JVM of its own that could not hold it. */
class TenThousandLabelsIT {
    private static final Pattern LISTENING = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+) ;");

    @TempDir
    private Path folder;

    @Test
    void tenThousandLabelsComeOutOfAServiceWithAHeapOf96Megabytes() throws Exception {
        List<String> lots = Shelf.codes(SheetOrder.MOST_LABELS);
        try (Shelf shelf = new Shelf()) {
            shelf.knowEveryLot();
            Path scratch = Files.createDirectory(folder.resolve("scratch"));
            Process service = service(shelf, scratch);
            try {
                String url = listening(service);
                Path sheets = folder.resolve("sheets.pdf");
                HttpRequest order = HttpRequest.newBuilder(URI.create(url + "/sheets"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(lots.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"))))
                        .build();
                HttpResponse<Path> answer = HttpClient.newHttpClient().send(order, BodyHandlers.ofFile(sheets));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
                assertThat(shelf.asked()).isEqualTo(lots.size());
                try (PDDocument pdf = Loader.loadPDF(sheets.toFile())) {
                    assertThat(pdf.getNumberOfPages()).isEqualTo(417);
                    PDFTextStripper last = new PDFTextStripper();
                    last.setStartPage(417);
                    assertThat(last.getText(pdf)).contains(lots.getLast(), lots.get(416 * 24));
                }
                try (Stream<Path> left = Files.list(scratch)) {
                    assertThat(left.filter(file -> file.toString().contains("PDFBox")))
                            .isEmpty();
                }
            } finally {
                service.destroy();
                service.waitFor();
            }
        }
    }

    private static Process service(Shelf shelf, Path scratch) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dstdout.encoding=UTF-8",
                        "-Djava.io.tmpdir=" + scratch,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LabelPrinter.class.getName(),
                        "--server.port=0",
                        "--label.lots-url=" + shelf.url())
                .redirectErrorStream(true)
                .start();
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
}
