package org.jekasy.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    @TempDir
    private Path folder;

    @Test
    void tenThousandLabelsComeOutOfAServiceWithAHeapOf96Megabytes() throws Exception {
        List<String> lots = Shelf.codes(SheetOrder.MOST_LABELS);
        try (Shelf shelf = new Shelf()) {
            shelf.knowEveryLot();
            Path scratch = Files.createDirectory(folder.resolve("scratch"));
            try (OwnProcess service = OwnProcess.start(
                    List.of(
                            "-Xmx96m",
                            "-XX:+UseSerialGC",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-Djava.io.tmpdir=" + scratch),
                    "--server.port=0",
                    "--management.server.port=0",
                    "--label.lots-url=" + shelf.url())) {
                String url = service.url();
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
            }
        }
    }
}
