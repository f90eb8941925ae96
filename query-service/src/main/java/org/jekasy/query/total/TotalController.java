package org.jekasy.query.total;

import org.jekasy.language.CommuneId;
import org.jekasy.language.SeasonId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TotalController {
    private final TotalPages pages;

    TotalController(TotalPages pages) {
        this.pages = pages;
    }

    @GetMapping("/totals")
    TotalPage totals(
            @RequestParam(required = false) @Nullable CommuneId territory,
            @RequestParam(required = false) @Nullable SeasonId season) {
        return pages.page(territory, season);
    }
}
