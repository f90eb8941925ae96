package org.jekasy.command.ledger;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jekasy.language.Claim;
import org.jekasy.language.ProductCode;
import org.jekasy.language.VarietyCode;
import org.jspecify.annotations.Nullable;

/** Known lots that go into others together, at least one: what they have in common is what can be said of what comes out. */
record Mixture(List<Lot> lots) {
    private static final VarietyCode MIXED = new VarietyCode("MIX");

    /**
     * What may be claimed of a lot made of others: only what all of them have. A claim asked for that is not held is refused; a claim that some
     * input had and the output loses must be confirmed.
     */
    List<Claim> claims(@Nullable Set<Claim> asked, Situation situation) {
        Set<Claim> common = EnumSet.allOf(Claim.class);
        Set<Claim> any = EnumSet.noneOf(Claim.class);
        for (Lot input : lots) {
            common.retainAll(input.birth().claims());
            any.addAll(input.birth().claims());
        }
        if (asked != null) {
            for (Claim claim : asked) {
                if (!common.contains(claim)) {
                    throw new Refusal(Reason.CLAIM_NOT_HELD, "claim", claim, "why", withoutClaim(claim));
                }
            }
        }
        for (Claim claim : any) {
            if (!common.contains(claim)) {
                situation.warn(Reason.CLAIM_LOST, "claim", claim);
            }
        }
        return asked == null ? List.copyOf(common) : List.copyOf(asked);
    }

    private Object withoutClaim(Claim claim) {
        return lots.stream()
                .filter(input -> !input.birth().claims().contains(claim))
                .map(input -> (Object) input.id())
                .findFirst()
                .orElse("lot");
    }

    /** The treatment all inputs share, null where one was not treated or treated otherwise. */
    @Nullable
    String treatment() {
        String common = null;
        for (Lot input : lots) {
            String treatment = input.birth().treatment();
            if (treatment == null || (common != null && !common.equals(treatment))) {
                return null;
            }
            common = treatment;
        }
        return common;
    }

    /** The one product of all; mixed ones are refused. */
    ProductCode product() {
        Lot first = lots.getFirst();
        for (Lot input : lots) {
            if (!input.birth().product().equals(first.birth().product())) {
                throw new Refusal(
                        Reason.MIXED_PRODUCTS,
                        "lot",
                        input.id(),
                        "product",
                        input.birth().product(),
                        "expected",
                        first.birth().product());
            }
        }
        return first.birth().product();
    }

    /** The one variety of all inputs, {@code MIX} (with a warning) of several, null where none has one. */
    @Nullable
    VarietyCode variety(Situation situation) {
        Set<VarietyCode> varieties = varieties();
        if (varieties.size() <= 1) {
            return varieties.isEmpty() ? null : varieties.iterator().next();
        }
        if (!situation.hasWarned(Reason.MIXED_VARIETIES)) {
            situation.warn(Reason.MIXED_VARIETIES);
        }
        return MIXED;
    }

    /** The variety of one output: the one named, which must be among the inputs', or what all inputs come to together. */
    @Nullable
    VarietyCode variety(@Nullable VarietyCode named, Situation situation) {
        if (named == null || named.equals(MIXED)) {
            return variety(situation);
        }
        if (!varieties().contains(named)) {
            throw new Refusal(Reason.VARIETY_NOT_IN_INPUTS, "variety", named);
        }
        return named;
    }

    private Set<VarietyCode> varieties() {
        Set<VarietyCode> varieties = new LinkedHashSet<>();
        for (Lot input : lots) {
            VarietyCode variety = input.birth().variety();
            if (variety != null) {
                varieties.add(variety);
            }
        }
        return varieties;
    }
}
