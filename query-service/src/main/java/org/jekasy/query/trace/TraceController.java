package org.jekasy.query.trace;

import java.util.Locale;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TraceController {
    private final Traces traces;

    TraceController(Traces traces) {
        this.traces = traces;
    }

    @GetMapping("/lots/{lot}/trace")
    TracePage trace(@PathVariable LotId lot, @RequestParam(defaultValue = "back") String direction) {
        return traces.page(lot, direction(direction));
    }

    private static TracePage.Direction direction(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "back" -> TracePage.Direction.BACK;
            case "forward" -> TracePage.Direction.FORWARD;
            default -> throw new Malformed(RuleCode.E_FORM_01, "direction", text, "back, forward");
        };
    }
}
