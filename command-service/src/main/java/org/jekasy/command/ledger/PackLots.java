package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.ByProduct;
import org.jekasy.language.Claim;
import org.jekasy.language.Grams;
import org.jekasy.language.Gtin;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotsPacked;
import org.jekasy.language.Packed;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RunId;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Packs lots of one product into lots of cartons, in one run: cartons, grade-out, waste and loss weigh what went in, to the gram; the loss is what
 * is left and can not be less than nothing. The day left out is that of {@code occurredAt}; claims left out are what all inputs have; the variety of
 * cartons left out is the inputs'. A GTIN must be registered by the packer for this product and pack.
 */
public record PackLots(
        RunId run,
        PlaceId place,
        List<Portion> inputs,
        List<Packed> outputs,
        List<ByProduct> gradeOut,
        @Nullable Grams waste,
        @Nullable LocalDate packedOn,
        @Nullable Set<Claim> claims,
        @Nullable String line)
        implements LedgerCommand {
    private static final ProductCode FRESH_MANGO = ProductCode.parse("mango_fresh");
    private static final Set<ProductCode> SORTED_OUT =
            Set.of(FRESH_MANGO, ProductCode.parse("mango_reject"), ProductCode.parse("mango_waste"));
    // lighter is a punnet, heavier (than the band allows) an air-freight or bulk box: no 4 kg cartons
    private static final BigDecimal LIGHTEST_CARTON = new BigDecimal("3");

    public PackLots {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        gradeOut = List.copyOf(gradeOut);
        claims = Situation.inOrder(claims);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        Set<Tag> tags = new LinkedHashSet<>();
        tags.add(Tag.run(run));
        tags.add(Tag.place(place));
        inputs.forEach(input -> tags.add(Tag.lot(input.lot())));
        made().forEach(lot -> {
            tags.add(Tag.lot(lot));
            tags.add(Tag.issuer(lot.issuer()));
        });
        outputs.stream()
                .map(Packed::gtin)
                .flatMap(Stream::ofNullable)
                .forEach(gtin -> tags.add(Tag.alias(gtin.text())));
        return tags;
    }

    private Stream<LotId> made() {
        return Stream.concat(
                outputs.stream().map(Packed::lot),
                gradeOut.stream().map(ByProduct::lot).flatMap(Stream::ofNullable));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        Situation.checkGiven("inputs", inputs);
        Situation.checkGiven("outputs", outputs);
        situation.place(place);
        situation.newRun(run);
        LocalDate day = situation.workedOn("packedOn", packedOn);
        List<Lot> lots = situation.knownLots(inputs);
        ProductCode product = new Mixture(lots).product();
        situation.checkMade(inputs, made());
        Grams loss = checkMass(situation, product);
        List<Packed> cartons = new ArrayList<>();
        for (Packed output : outputs) {
            cartons.add(
                    cartons(situation, output, product, new Mixture(lots).variety(output.variety(), situation), day));
        }
        checkGradeOut(product);
        if (product.equals(FRESH_MANGO)) {
            checkFreshness(situation, lots);
        }
        return new LotsPacked(
                run,
                situation.by(),
                place,
                lots.getFirst().birth().season(),
                inputs,
                cartons,
                gradeOut,
                waste == null ? Grams.NONE : waste,
                loss,
                day,
                new Mixture(lots).claims(claims, situation),
                new Mixture(lots).treatment(),
                Situation.optionalText("line", line));
    }

    private Grams checkMass(Situation situation, ProductCode product) {
        long in = Situation.sum(inputs).grams();
        long packed = 0;
        for (Packed output : outputs) {
            if (output.count() <= 0) {
                throw new Refusal(Reason.UNREADABLE, "field", "count", "read", output.count());
            }
            packed += output.weight().grams();
        }
        long sortedOut = gradeOut.stream()
                .mapToLong(byProduct -> byProduct.weight().grams())
                .sum();
        Grams loss = Situation.loss(in, packed + sortedOut + (waste == null ? 0 : waste.grams()));
        if (product.equals(FRESH_MANGO)) {
            situation.rulebook().band("M-P-01").admitYield("PACKING", packed, in, situation);
        }
        return loss;
    }

    private Packed cartons(
            Situation situation, Packed output, ProductCode product, @Nullable VarietyCode variety, LocalDate day) {
        if (!output.product().equals(product)) {
            throw notMade(product, output.product());
        }
        Gtin gtin = output.gtin();
        if (gtin != null) {
            checkGtin(situation, gtin, output, day);
        }
        BigDecimal net = Situation.kilograms(output.netPerUnit().grams());
        Band carton = situation.rulebook().band("M-P-02");
        if (product.equals(FRESH_MANGO)
                && net.compareTo(LIGHTEST_CARTON) >= 0
                && carton.of(net) != Band.Fit.IMPOSSIBLE) {
            carton.admit(net, situation);
        }
        return new Packed(
                output.lot(),
                product,
                variety,
                gtin,
                output.count(),
                output.netPerUnit(),
                Situation.optionalText("calibre", output.calibre()),
                Situation.optionalText("grade", output.grade()));
    }

    private static void checkGtin(Situation situation, Gtin gtin, Packed output, LocalDate day) {
        AliasAdded alias = situation.alias(gtin.text());
        boolean fits = alias != null
                && alias.organisation().equals(situation.by())
                && output.product().equals(alias.product())
                && isPack(alias.pack(), output.netPerUnit())
                && !day.isBefore(alias.from());
        if (!fits) {
            throw new Refusal(
                    Reason.GTIN_NOT_FOR_THIS,
                    "gtin",
                    gtin,
                    "actor",
                    situation.by(),
                    "product",
                    output.product(),
                    "pack",
                    output.netPerUnit());
        }
    }

    // without a pack the GTIN stands for the product in whatever unit
    private static boolean isPack(@Nullable Weight pack, Weight netPerUnit) {
        return pack == null || pack.equals(netPerUnit);
    }

    // what is sorted out of fresh mango is fruit for another use, or waste; of anything else it stays what it is
    private void checkGradeOut(ProductCode product) {
        Set<ProductCode> possible = product.equals(FRESH_MANGO) ? SORTED_OUT : Set.of(product);
        for (ByProduct sortedOut : gradeOut) {
            if (!possible.contains(sortedOut.product())) {
                throw notMade(product, sortedOut.product());
            }
        }
    }

    private static Refusal notMade(ProductCode input, ProductCode output) {
        return new Refusal(Reason.PRODUCT_NOT_MADE_SO, "process", "PACKING", "input", input, "output", output);
    }

    private static void checkFreshness(Situation situation, List<Lot> lots) {
        Band band = situation.rulebook().band("M-S-03");
        Duration elapsed = Duration.between(situation.oldestOrigin(lots), situation.occurredAt());
        BigDecimal hours =
                BigDecimal.valueOf(elapsed.toMinutes()).divide(BigDecimal.valueOf(60), 1, RoundingMode.HALF_UP);
        if (band.isTooMuch(hours)) {
            band.warnUnusual(hours, null, band.warnMax(), situation);
        }
    }
}
