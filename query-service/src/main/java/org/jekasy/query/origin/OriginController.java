package org.jekasy.query.origin;

import org.jekasy.language.LotId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OriginController {
    private final OriginPages pages;

    OriginController(OriginPages pages) {
        this.pages = pages;
    }

    @GetMapping("/lots/{lot}/origin")
    OriginPage origin(@PathVariable LotId lot, @RequestParam(name = "as-of", required = false) @Nullable Long asOf) {
        return pages.page(lot, asOf);
    }
}
