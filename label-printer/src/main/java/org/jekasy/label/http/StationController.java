package org.jekasy.label.http;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Sscc;
import org.jekasy.label.paper.LabelSize;
import org.jekasy.label.paper.SheetOrder;
import org.jekasy.label.station.PrintJob;
import org.jekasy.label.station.Station;
import org.jekasy.label.station.StationPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The doors of the station. Every form carries a key of its own, so that one sent twice prints once. */
@RestController
@ConditionalOnProperty("label.folder")
final class StationController {
    /** What a scanner reads from a label: the code stands in the address. */
    private static final Pattern SCANNED =
            Pattern.compile("https?://\\S+/(?:lot|10|l)/([0-9A-Za-z]{13,14})(?:[/?#]\\S*)?");

    private static final ResponseEntity<Void> TO_THE_STATION = ResponseEntity.status(HttpStatus.SEE_OTHER)
            .location(URI.create("/"))
            .build();

    private final Station station;
    private final StationPages pages;
    private final Clock clock = Clock.systemUTC();

    StationController(Station station, StationPages pages) {
        this.station = station;
        this.pages = pages;
    }

    @GetMapping("/jobs")
    ResponseEntity<String> queue(Locale reader) {
        return pages.queue(reader);
    }

    @GetMapping("/jobs/{id}")
    ResponseEntity<String> job(@PathVariable String id, Locale reader) {
        return pages.job(id(id), reader);
    }

    @PostMapping("/jobs")
    ResponseEntity<Void> print(
            @RequestParam String scan,
            @RequestParam String printer,
            @RequestParam(defaultValue = "1") String count,
            @RequestParam(defaultValue = "") String size,
            @RequestParam(defaultValue = "") String sscc,
            @RequestParam(required = false) @Nullable String key) {
        StationPrinter to = station.printer(printer);
        List<LotCode> lots = SheetOrder.lots(List.of(
                SCANNED.matcher(scan.strip()).replaceAll(address -> Matcher.quoteReplacement(address.group(1)))));
        if (lots.isEmpty()) {
            throw new Refusal(Reason.LOTS_MISSING, Map.of());
        }
        int labels = station.count(to, count);
        LabelSize label = size.isEmpty() ? to.size() : to.language().size(size);
        Sscc pallet = sscc.isBlank() ? null : Sscc.parse(sscc);
        if (pallet != null) {
            label.checkRoomForBars();
        }
        UUID first = key(key);
        long next = first.getLeastSignificantBits();
        for (LotCode lot : lots) {
            station.queue()
                    .add(PrintJob.order(
                                    new UUID(first.getMostSignificantBits(), next++),
                                    clock.instant(),
                                    to.name(),
                                    lot,
                                    label,
                                    labels)
                            .onPallet(pallet));
        }
        return TO_THE_STATION;
    }

    @PostMapping("/test-pages")
    ResponseEntity<Void> testPage(@RequestParam String printer, @RequestParam(required = false) @Nullable String key) {
        StationPrinter to = station.printer(printer);
        station.queue().add(PrintJob.order(key(key), clock.instant(), to.name(), null, to.size(), 1));
        return TO_THE_STATION;
    }

    @PostMapping("/jobs/{id}/came-out")
    ResponseEntity<Void> cameOut(@PathVariable String id) {
        station.queue().cameOut(id(id));
        return TO_THE_STATION;
    }

    @PostMapping("/jobs/{id}/again")
    ResponseEntity<Void> again(
            @PathVariable String id, @RequestParam String count, @RequestParam(required = false) @Nullable String key) {
        PrintJob job = station.queue().job(id(id));
        if (!station.printsAgain(job)) {
            station.printer(job.printer());
        }
        station.queue().again(job.id(), key(key), SheetOrder.copies(count));
        return TO_THE_STATION;
    }

    @PostMapping("/jobs/{id}/cancel")
    ResponseEntity<Void> cancel(@PathVariable String id) {
        station.queue().cancel(id(id));
        return TO_THE_STATION;
    }

    private static UUID key(@Nullable String key) {
        return key == null ? UUID.randomUUID() : id(key);
    }

    private static UUID id(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reason.JOB_UNKNOWN, Map.of(), e);
        }
    }
}
