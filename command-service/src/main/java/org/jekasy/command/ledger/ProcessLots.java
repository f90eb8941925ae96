package org.jekasy.command.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.language.Additive;
import org.jekasy.language.ByProduct;
import org.jekasy.language.Claim;
import org.jekasy.language.Grams;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotsProcessed;
import org.jekasy.language.Output;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProcessKind;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RunId;
import org.jspecify.annotations.Nullable;

/**
 * Makes another product of lots: dries, pulps, shells, churns … in one run. The loss is what is left of inputs and additives; it can not be less
 * than nothing. Each process takes and makes its own products, and has its band of yields. Claims left out are what all inputs have; the variety
 * of an output left out is the inputs'. {@code occurredAt} is not before {@code completedAt}.
 */
public record ProcessLots(
        RunId run,
        ProcessKind process,
        PlaceId place,
        List<Portion> inputs,
        List<Additive> additives,
        List<Output> outputs,
        List<ByProduct> byProducts,
        Instant startedAt,
        Instant completedAt,
        @Nullable Set<Claim> claims)
        implements LedgerCommand {
    private static final Set<ProductCode> MANGO = products("mango_fresh", "mango_reject");
    private static final Set<ProductCode> MANGO_OR_PUREE = products("mango_fresh", "mango_reject", "mango_puree");
    private static final Set<ProductCode> MANGO_LEFT_OVER = products("mango_reject", "mango_waste");
    private static final Set<ProductCode> KERNEL = products("shea_kernel");
    private static final Set<ProductCode> CAKE = products("shea_cake");

    /** What a process takes, makes and leaves over, and the row of its yield; {@code ofAll}: the yield counts additives too. */
    private record Recipe(
            Set<ProductCode> takes, ProductCode makes, Set<ProductCode> leaves, String band, boolean ofAll) {
        static Recipe of(ProcessKind process) {
            return switch (process) {
                case DRYING -> new Recipe(MANGO, product("mango_dried"), MANGO_LEFT_OVER, "M-D-01", false);
                case PULPING -> new Recipe(MANGO, product("mango_puree"), MANGO_LEFT_OVER, "M-U-01", false);
                case JUICING -> new Recipe(MANGO_OR_PUREE, product("mango_juice"), MANGO_LEFT_OVER, "M-J-01", true);
                case BOILING_DRYING_SHELLING ->
                    new Recipe(products("shea_fruit"), product("shea_kernel"), Set.of(), "S-P-01", false);
                case SHELLING -> new Recipe(products("shea_nut"), product("shea_kernel"), Set.of(), "S-P-02", false);
                case CHURNING -> new Recipe(KERNEL, product("shea_butter"), CAKE, "S-B-01", false);
                case PRESSING -> new Recipe(KERNEL, product("shea_butter"), CAKE, "S-B-02", false);
            };
        }
    }

    public ProcessLots {
        inputs = List.copyOf(inputs);
        additives = List.copyOf(additives);
        outputs = List.copyOf(outputs);
        byProducts = List.copyOf(byProducts);
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
        return tags;
    }

    private Stream<LotId> made() {
        return Stream.concat(
                outputs.stream().map(Output::lot),
                byProducts.stream().map(ByProduct::lot).flatMap(Stream::ofNullable));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        Situation.checkGiven("inputs", inputs);
        Situation.checkGiven("outputs", outputs);
        additives.forEach(additive -> Situation.text("additives.name", additive.name()));
        situation.place(place);
        situation.newRun(run);
        List<Lot> lots = situation.knownLots(inputs);
        Recipe recipe = Recipe.of(process);
        checkProducts(recipe, lots);
        situation.checkMade(inputs, made());
        situation.checkRun(lots, startedAt, completedAt);
        Grams loss = checkMass(situation, recipe);
        List<Output> made = new ArrayList<>();
        for (Output output : outputs) {
            if (output.units() != null && output.units() <= 0) {
                throw new Refusal(Reason.UNREADABLE, "field", "units", "read", output.units());
            }
            made.add(new Output(
                    output.lot(),
                    output.product(),
                    new Mixture(lots).variety(output.variety(), situation),
                    output.weight(),
                    output.units()));
        }
        return new LotsProcessed(
                run,
                process,
                situation.by(),
                place,
                lots.getFirst().birth().season(),
                inputs,
                additives,
                made,
                byProducts,
                loss,
                startedAt,
                completedAt,
                new Mixture(lots).claims(claims, situation),
                new Mixture(lots).treatment());
    }

    private void checkProducts(Recipe recipe, List<Lot> lots) {
        ProductCode first = lots.getFirst().birth().product();
        for (Lot lot : lots) {
            if (!recipe.takes().contains(lot.birth().product())) {
                throw notMade(lot.birth().product(), recipe.makes());
            }
        }
        for (Output output : outputs) {
            if (!output.product().equals(recipe.makes())) {
                throw notMade(first, output.product());
            }
        }
        for (ByProduct byProduct : byProducts) {
            if (!recipe.leaves().contains(byProduct.product())) {
                throw notMade(first, byProduct.product());
            }
        }
    }

    private Refusal notMade(ProductCode input, ProductCode output) {
        return new Refusal(Reason.PRODUCT_NOT_MADE_SO, "process", process, "input", input, "output", output);
    }

    private Grams checkMass(Situation situation, Recipe recipe) {
        long taken = Situation.sum(inputs).grams();
        long in = taken
                + additives.stream()
                        .mapToLong(additive -> additive.weight().grams())
                        .sum();
        long made =
                outputs.stream().mapToLong(output -> output.weight().grams()).sum();
        long out = made
                + byProducts.stream()
                        .mapToLong(byProduct -> byProduct.weight().grams())
                        .sum();
        Grams loss = Situation.loss(in, out);
        situation
                .rulebook()
                .band(recipe.band())
                .admitYield(process.name(), made, recipe.ofAll() ? in : taken, situation);
        return loss;
    }

    private static ProductCode product(String code) {
        return ProductCode.parse(code);
    }

    private static Set<ProductCode> products(String... codes) {
        return Stream.of(codes).map(ProductCode::parse).collect(Collectors.toUnmodifiableSet());
    }
}
