package org.jekasy.query.history;

import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;
import org.jekasy.query.read.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HistoryController {
    private final HistoryPages pages;

    HistoryController(HistoryPages pages) {
        this.pages = pages;
    }

    @GetMapping("/lots/{lot}/history")
    HistoryPage history(
            @PathVariable LotId lot,
            @RequestParam(name = "as-of", required = false) @Nullable Long asOf,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "200") int limit) {
        if (after < 0) {
            throw new Malformed(RuleCode.E_FORM_01, "after", Long.toString(after), "0, 1, 2 …");
        }
        return pages.page(lot, asOf, after, Limit.of(limit));
    }
}
