package org.jekasy.query.recall;

import org.jekasy.language.LotId;
import org.jekasy.language.RecallId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RecallController {
    private final RecallPages pages;

    RecallController(RecallPages pages) {
        this.pages = pages;
    }

    @GetMapping("/recalls")
    RecallList recalls() {
        return pages.list();
    }

    @GetMapping("/recalls/{recall}")
    RecallPage recall(@PathVariable RecallId recall) {
        return pages.page(recall);
    }

    @GetMapping("/recall-set")
    ReachPage recallSet(@RequestParam LotId lot) {
        return pages.recallSet(lot);
    }

    @GetMapping("/suspect-set")
    ReachPage suspectSet(@RequestParam LotId lot) {
        return pages.suspectSet(lot);
    }
}
