package org.jekasy.label.lot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Codes to be printed before they stand for a lot: so many of one issuer from a serial on, in the order the ledger gives them out. At most 10,000. */
public record Roll(String issuer, int firstSerial, int count) {
    /** The most codes the ledger gives out at once. */
    public static final int MOST = 10_000;

    private static final int LAST_SERIAL = 9_999_999;
    private static final Pattern ISSUER = Pattern.compile("[0-9A-Z]{4}");

    /** Refused with {@code VALUE_REFUSED}. */
    public Roll {
        if (!ISSUER.matcher(issuer).matches()) {
            throw refused("issuer", issuer, "Quatre chiffres ou capitales.", "Four digits or capitals.");
        }
        if (firstSerial < 0 || firstSerial > LAST_SERIAL) {
            throw refused(
                    "from", Integer.toString(firstSerial), "Un numéro de 0 à 9999999.", "A number from 0 to 9999999.");
        }
        if (count < 1 || count > MOST) {
            throw refused("count", Integer.toString(count), "De 1 à 10000 codes.", "From 1 to 10000 codes.");
        }
    }

    /** Reads what was typed. */
    public static Roll parse(String issuer, String from, String count) {
        return new Roll(issuer, number("from", from), number("count", count));
    }

    /** Reads a serial or a count as typed; refused with {@code VALUE_REFUSED}. */
    public static int number(String name, String typed) {
        if (!typed.matches("[0-9]{1,8}")) {
            throw refused(name, typed, "Un nombre entier.", "A whole number.");
        }
        return Integer.parseInt(typed);
    }

    /** The codes; refused with {@code VALUE_REFUSED} where the issuer has not so many left. */
    public List<LotCode> codes() {
        List<LotCode> codes = IntStream.rangeClosed(firstSerial, LAST_SERIAL)
                .mapToObj(serial -> LotCode.ofRoll(issuer, serial))
                .filter(LotCode::standsSwaps)
                .limit(count)
                .toList();
        if (codes.size() < count) {
            throw refused("count", Integer.toString(count), "Il n'en reste pas autant.", "Not so many are left.");
        }
        return codes;
    }

    /** What the ledger says of a roll it gave out at {@code GET /rolls?issuer=…&first=…}. */
    public record Issued(String issuer, int firstSerial, int codes, List<Stretch> voids, List<Binding> bindings) {
        /** Serials from first to last that are void. */
        public record Stretch(int firstSerial, int lastSerial) {}

        /** A code that is on a lot. */
        public record Binding(LotCode code) {}

        @SuppressWarnings("NullAway") // the JSON may lack what the record promises: this is the place that finds out
        public Issued {
            voids = voids == null ? List.of() : List.copyOf(voids);
            bindings = bindings == null ? List.of() : List.copyOf(bindings);
        }

        /**
         * What is to be printed of its {@code count} codes from a serial on (null: all that follow): those that are neither void nor on a lot. Refused with
         * {@code ROLL_PRINTED} where some of them are on lots and {@code copy} is 1: they were printed before; with {@code ROLL_VOID} where none is left.
         */
        public List<LotCode> toPrint(int from, @Nullable Integer count, int copy) {
            int most = count == null ? codes : new Roll(issuer, from, count).count;
            List<LotCode> asked = new Roll(issuer, firstSerial, codes)
                    .codes().stream()
                            .filter(code -> code.rollSerial() >= from)
                            .limit(most)
                            .toList();
            if (count != null && asked.size() < count) {
                throw refused(
                        "count",
                        count.toString(),
                        "Ce rouleau n'en a que %d à partir de là.".formatted(asked.size()),
                        "From there on this roll has %d only.".formatted(asked.size()));
            }
            Set<LotCode> onLots = bindings.stream().map(Binding::code).collect(Collectors.toSet());
            long bound = asked.stream().filter(onLots::contains).count();
            if (bound > 0 && copy < 2) {
                throw new Refusal(Reason.ROLL_PRINTED, Map.of("issuer", issuer, "first", from, "bound", bound));
            }
            Predicate<LotCode> isVoid = code -> voids.stream()
                    .anyMatch(gone -> gone.firstSerial <= code.rollSerial() && code.rollSerial() <= gone.lastSerial);
            List<LotCode> left =
                    asked.stream().filter(isVoid.or(onLots::contains).negate()).toList();
            if (left.isEmpty()) {
                throw new Refusal(Reason.ROLL_VOID, Map.of("issuer", issuer, "first", from));
            }
            return left;
        }
    }

    private static Refusal refused(String name, String value, String french, String english) {
        return new Refusal(
                Reason.VALUE_REFUSED,
                Map.of("name", name, "value", Refusal.shown(value), "allowed", new Reason.Said(french, english)));
    }
}
