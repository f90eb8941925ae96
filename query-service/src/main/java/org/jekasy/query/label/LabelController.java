package org.jekasy.query.label;

import org.jekasy.language.LotId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LabelController {
    private final LabelPages pages;
    private final LotScansPages scans;

    LabelController(LabelPages pages, LotScansPages scans) {
        this.pages = pages;
        this.scans = scans;
    }

    @GetMapping("/lots/{lot}/label")
    LabelPage label(@PathVariable LotId lot) {
        return pages.page(lot);
    }

    @GetMapping("/lots/{lot}/scans")
    LotScans scans(@PathVariable LotId lot) {
        return scans.page(lot);
    }
}
