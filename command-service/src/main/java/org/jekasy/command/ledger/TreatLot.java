package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jekasy.language.Claim;
import org.jekasy.language.Grams;
import org.jekasy.language.HoldReason;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.LotTreated;
import org.jekasy.language.Measurement;
import org.jekasy.language.PlaceId;
import org.jekasy.language.Portion;
import org.jekasy.language.ProductCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Treats a portion of a lot; what comes out is a new lot that carries the method, written like {@code HOT_WATER}. The weight left out is the
 * input's. Mango in hot water needs its parameters {@code water_temperature} (CEL, each reading) and {@code fruit_mass} (GRM, the heaviest fruit),
 * and may have {@code immersion_time} (MIN, else the time between start and end) and {@code hydrocooled} (C62, 1 where it was cooled at once).
 * Off the protocol the new lot is on hold. {@code occurredAt} is not before {@code endedAt}.
 */
public record TreatLot(
        LotId output,
        PlaceId facility,
        Portion input,
        @Nullable Weight weight,
        String method,
        List<Measurement> parameters,
        Instant startedAt,
        Instant endedAt,
        @Nullable Set<Claim> claims,
        @Nullable String witness)
        implements LedgerCommand {
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z0-9_]{2,39}");
    private static final Pattern SCHEDULE = Pattern.compile("immersion_time_le([0-9]+)g");
    private static final String HOT_WATER = "HOT_WATER";
    private static final ProductCode FRESH_MANGO = ProductCode.parse("mango_fresh");

    public TreatLot {
        parameters = List.copyOf(parameters);
        claims = Situation.inOrder(claims);
    }

    @Override
    public Set<Tag> concerns(Request request) {
        return Set.copyOf(
                List.of(Tag.lot(input.lot()), Tag.lot(output), Tag.issuer(output.issuer()), Tag.place(facility)));
    }

    @Override
    public LedgerEvent decide(Situation situation) {
        // written another way, a method would be no method a market knows, and no band would judge it
        if (!METHOD.matcher(method).matches()) {
            throw new Refusal(Reason.UNREADABLE, "field", "method", "read", Situation.text("method", method));
        }
        Situation.checkReadable(parameters);
        situation.place(facility);
        List<Lot> lots = situation.knownLots(List.of(input));
        Lot.Birth what = lots.getFirst().birth();
        situation.checkMade(List.of(input), Stream.of(output));
        situation.checkRun(lots, startedAt, endedAt);
        Weight made = weight == null ? input.weight() : weight;
        Grams loss = Situation.loss(input.weight().grams(), made.grams());
        boolean hotWater = method.equals(HOT_WATER) && what.product().equals(FRESH_MANGO);
        return new LotTreated(
                output,
                situation.by(),
                facility,
                what.product(),
                what.variety(),
                what.season(),
                input,
                made,
                loss,
                method,
                parameters,
                startedAt,
                endedAt,
                new Mixture(lots).claims(claims, situation),
                hotWater && isOffProtocol(situation) ? HoldReason.TEMP_EXCURSION : null,
                Situation.optionalText("witness", witness));
    }

    private boolean isOffProtocol(Situation situation) {
        Band temperature = situation.rulebook().band("M-T-01");
        boolean off = false;
        for (BigDecimal reading : given("water_temperature", temperature.uom())) {
            off |= temperature.admit(reading, situation);
        }
        Band mass = situation.rulebook().band("M-Q-05");
        BigDecimal heaviest = Collections.max(given("fruit_mass", mass.uom()));
        mass.possible(heaviest);
        // judged whatever the temperature was: the operator sees all that is off
        off |= isTimeOff(situation, mass, heaviest);
        return off;
    }

    // the heavier the fruit, the longer it takes to heat its core
    private boolean isTimeOff(Situation situation, Band mass, BigDecimal heaviest) {
        Rulebook rulebook = situation.rulebook();
        NavigableMap<BigDecimal, Band> schedules = new TreeMap<>();
        for (Band band : rulebook.bands().values()) {
            Matcher schedule = SCHEDULE.matcher(band.field());
            if (schedule.matches()) {
                schedules.put(new BigDecimal(schedule.group(1)), band);
            }
        }
        BigDecimal minutes = minutes();
        Map.Entry<BigDecimal, Band> schedule = schedules.ceilingEntry(heaviest);
        if (schedule == null) {
            schedules.lastEntry().getValue().possible(minutes);
            mass.warnUnusual(heaviest, mass.warnMin(), schedules.lastKey(), situation);
            return true;
        }
        BigDecimal more = isHydrocooled() ? rulebook.band("M-T-05").warnMin() : null;
        Band immersion =
                more == null ? schedule.getValue() : schedule.getValue().withMore(more);
        return immersion.admit(minutes, situation);
    }

    private BigDecimal minutes() {
        BigDecimal elapsed =
                BigDecimal.valueOf(Duration.between(startedAt, endedAt).toMinutes());
        BigDecimal shortest = values("immersion_time", "MIN").stream()
                .min(Comparator.naturalOrder())
                .orElse(elapsed);
        if (shortest.compareTo(elapsed) > 0) {
            throw new Refusal(
                    Reason.OUT_OF_RANGE,
                    "field",
                    "immersion_time",
                    "value",
                    shortest,
                    "uom",
                    "MIN",
                    "min",
                    0,
                    "max",
                    elapsed);
        }
        return shortest;
    }

    private boolean isHydrocooled() {
        return values("hydrocooled", "C62").stream().anyMatch(value -> value.signum() > 0);
    }

    private List<BigDecimal> given(String parameter, String unit) {
        List<BigDecimal> values = values(parameter, unit);
        Situation.checkGiven(parameter, values);
        return values;
    }

    private List<BigDecimal> values(String parameter, String unit) {
        List<BigDecimal> values = new ArrayList<>();
        for (Measurement measurement : parameters) {
            if (measurement.parameter().equals(parameter)) {
                if (!measurement.unit().equals(unit)) {
                    throw new Refusal(Reason.UNREADABLE, "field", parameter, "read", measurement.unit());
                }
                values.add(measurement.value());
            }
        }
        return values;
    }
}
