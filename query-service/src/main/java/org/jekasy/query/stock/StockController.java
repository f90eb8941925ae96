package org.jekasy.query.stock;

import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.query.read.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StockController {
    private final StockPages pages;

    StockController(StockPages pages) {
        this.pages = pages;
    }

    @GetMapping("/stock/{party}")
    StockPage stock(
            @PathVariable PartyId party,
            @RequestParam(required = false) @Nullable LotId after,
            @RequestParam(defaultValue = "100") int limit) {
        return pages.page(party, after, Limit.of(limit));
    }
}
