package org.jekasy.query.balance;

import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.PartyId;
import org.jekasy.language.RuleCode;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BalanceController {
    private final BalancePages pages;

    BalanceController(BalancePages pages) {
        this.pages = pages;
    }

    @GetMapping("/lots/{lot}/balance")
    BalancePage lot(@PathVariable LotId lot) {
        return pages.lot(lot);
    }

    @GetMapping("/balance")
    BalancePage balance(
            @RequestParam(required = false) @Nullable RunId run,
            @RequestParam(required = false) @Nullable PartyId party,
            @RequestParam(required = false) @Nullable SeasonId season) {
        if (run != null && party == null && season == null) {
            return pages.run(run);
        }
        if (run == null && party != null) {
            return pages.party(party, season);
        }
        if (run == null && season != null) {
            return pages.season(season);
        }
        throw new Malformed(
                RuleCode.E_FORM_01, "parameter", run == null ? "" : "run", "run | party | season | party, season");
    }
}
