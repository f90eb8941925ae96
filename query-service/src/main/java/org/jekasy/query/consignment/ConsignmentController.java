package org.jekasy.query.consignment;

import org.jekasy.language.ConsignmentId;
import org.jekasy.language.PartyId;
import org.jekasy.query.read.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ConsignmentController {
    private final ConsignmentPages pages;

    ConsignmentController(ConsignmentPages pages) {
        this.pages = pages;
    }

    @GetMapping("/consignments")
    ConsignmentList consignments(
            @RequestParam(required = false) @Nullable PartyId from,
            @RequestParam(required = false) @Nullable PartyId to,
            @RequestParam(required = false) @Nullable ConsignmentState state,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit) {
        return pages.list(from, to, state, after, Limit.of(limit));
    }

    @GetMapping("/consignments/{consignment}")
    ConsignmentPage consignment(@PathVariable ConsignmentId consignment) {
        return pages.page(consignment);
    }
}
