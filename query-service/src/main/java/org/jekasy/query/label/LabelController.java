package org.jekasy.query.label;

import org.jekasy.language.LotId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LabelController {
    private final LabelPages pages;

    LabelController(LabelPages pages) {
        this.pages = pages;
    }

    @GetMapping("/lots/{lot}/label")
    LabelPage label(@PathVariable LotId lot) {
        return pages.page(lot);
    }
}
