package org.jekasy.query.lot;

import java.util.Locale;
import org.jekasy.language.CommuneId;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RuleCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.VarietyCode;
import org.jekasy.query.read.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LotController {
    private final LotPages pages;
    private final LotLists lists;

    LotController(LotPages pages, LotLists lists) {
        this.pages = pages;
        this.lists = lists;
    }

    @GetMapping("/lots/{lot}")
    LotPage lot(@PathVariable LotId lot, @RequestParam(name = "as-of", required = false) @Nullable Long asOf) {
        return pages.page(lot, asOf);
    }

    @GetMapping("/lots")
    LotList lots(
            @RequestParam(required = false) @Nullable LotState state,
            @RequestParam(required = false) @Nullable ProductCode product,
            @RequestParam(required = false) @Nullable VarietyCode variety,
            @RequestParam(required = false) @Nullable PartyId cooperative,
            @RequestParam(required = false) @Nullable CommuneId commune,
            @RequestParam(required = false) @Nullable SeasonId season,
            @RequestParam(required = false) @Nullable PartyId holder,
            @RequestParam(required = false) @Nullable Boolean held,
            @RequestParam(required = false) @Nullable Boolean recalled,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int limit) {
        return lists.list(new LotFilter(
                state,
                product,
                variety,
                cooperative,
                commune,
                season,
                holder,
                held,
                recalled,
                q == null ? null : prefix(q),
                after == null ? null : LotFilter.After.parse(after),
                Limit.of(limit)));
    }

    private static String prefix(String q) {
        String prefix = q.strip().toUpperCase(Locale.ROOT);
        if (!prefix.matches("[0-9A-Z]{1,14}")) {
            throw new Malformed(RuleCode.E_FORM_01, "q", q, "26092K7QF…");
        }
        return prefix;
    }
}
