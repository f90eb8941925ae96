package org.jekasy.query.roll;

import org.jekasy.language.IssuerCode;
import org.jekasy.query.read.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RollController {
    /** Most rolls at once: each is up to 10,000 codes to be counted. */
    private static final int MOST = 10;

    private final RollPages pages;

    RollController(RollPages pages) {
        this.pages = pages;
    }

    @GetMapping("/rolls")
    RollList rolls(
            @RequestParam(required = false) @Nullable IssuerCode issuer,
            @RequestParam(required = false) @Nullable Integer first,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "10") int limit) {
        return pages.rolls(issuer, first, after, Limit.of(limit, MOST));
    }
}
