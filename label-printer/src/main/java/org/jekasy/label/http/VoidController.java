package org.jekasy.label.http;

import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Serials;
import org.jekasy.label.station.VoidedLabel;
import org.jekasy.label.station.Voids;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes one label back that is torn, misprinted or left over, by its own number: where the station tells the ledger of its labels. */
@RestController
@ConditionalOnProperty({"label.folder", "label.commands-url"})
final class VoidController {
    /** What a scanner reads from a numbered label, or the lot's code and the number as they are typed from it. */
    private static final Pattern LABEL = Pattern.compile(
            "(?:https?://\\S+/(?:lot|10|l)/)?([0-9A-Za-z]{13,14})(?:/21/|\\s+)([0-9A-Za-z]{8})(?:[?#]\\S*)?");

    private static final int LONGEST_REASON = 200;

    private final Voids voids;
    private final Clock clock = Clock.systemUTC();

    VoidController(Voids voids) {
        this.voids = voids;
    }

    @PostMapping("/voids")
    ResponseEntity<Void> take(@RequestParam String scan, @RequestParam String reason, @RequestParam UUID key) {
        Matcher label = LABEL.matcher(scan.strip());
        String serial = label.matches() ? label.group(2).toUpperCase(Locale.ROOT) : "";
        if (!Serials.isOne(serial)) {
            throw new Refusal(Reason.LABEL_NOT_NUMBERED, Map.of("scan", Refusal.shown(scan)));
        }
        String why = reason.replaceAll("\\p{C}", " ").strip();
        voids.add(new VoidedLabel(
                key,
                clock.instant(),
                new LotCode(label.group(1).toUpperCase(Locale.ROOT)),
                serial,
                why.isEmpty() ? "–" : why.substring(0, Math.min(why.length(), LONGEST_REASON)),
                null));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/"))
                .build();
    }
}
