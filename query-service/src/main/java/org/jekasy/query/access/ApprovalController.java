package org.jekasy.query.access;

import org.jekasy.language.PartyId;
import org.jekasy.query.read.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ApprovalController {
    private final ApprovalPages pages;

    ApprovalController(ApprovalPages pages) {
        this.pages = pages;
    }

    @GetMapping("/approvals")
    ApprovalList approvals(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable PartyId organisation,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        return pages.list(state == null ? null : ApprovalPages.state(state), organisation, after, Limit.of(limit));
    }
}
