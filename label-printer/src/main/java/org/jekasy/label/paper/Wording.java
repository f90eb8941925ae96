package org.jekasy.label.paper;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jekasy.label.lot.Label;
import org.jspecify.annotations.Nullable;

/** The words on a label, in French, line by line; what the record does not say is left out. */
record Wording(
        String code,
        String title,
        List<String> lines,
        @Nullable String claims,
        String caption,
        String weight) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.FRENCH);
    private static final DateTimeFormatter DAY_AND_MONTH = DateTimeFormatter.ofPattern("dd/MM", Locale.FRENCH);

    static Wording of(Label label) {
        List<String> lines = new ArrayList<>();
        add(lines, "", label.cooperative());
        add(lines, "Commune : ", label.commune());
        add(lines, "Récolte : ", days(label.harvestedFrom(), label.harvestedTo()));
        Label.Units units = label.units();
        if (units != null) {
            lines.add("Lot : " + units.count() + " colis, " + label.weight().kilograms());
        }
        List<String> claims = label.claims().stream()
                .filter(claim -> !claim.isBlank())
                .map(Wording::claim)
                .toList();
        return new Wording(
                label.lot().code(),
                Face.BOLD.printable(capital(label.product().fr())
                        + (label.variety() == null ? "" : " " + label.variety().name())),
                List.copyOf(lines),
                claims.isEmpty() ? null : Face.BOLD.printable(String.join(" · ", claims)),
                units == null ? "Poids net" : "Net par colis",
                (units == null ? label.weight() : units.net()).kilograms());
    }

    private static void add(List<String> lines, String before, @Nullable String said) {
        if (said != null && !said.isBlank()) {
            lines.add(Face.TEXT.printable(before + said));
        }
    }

    private static @Nullable String days(@Nullable LocalDate from, @Nullable LocalDate to) {
        if (from == null || to == null || from.equals(to)) {
            LocalDate day = from == null ? to : from;
            return day == null ? null : DAY.format(day);
        }
        return (from.getYear() == to.getYear() ? DAY_AND_MONTH : DAY).format(from) + " au " + DAY.format(to);
    }

    /** A claim we have no words for is printed as the ledger names it. */
    private static String claim(String code) {
        return switch (code) {
            case "ORGANIC" -> "Agriculture biologique";
            case "FAIRTRADE", "FAIR_TRADE" -> "Commerce équitable";
            case "GLOBALGAP" -> "GLOBALG.A.P.";
            default -> code.replace('_', ' ');
        };
    }

    private static String capital(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int second = text.offsetByCodePoints(0, 1);
        return text.substring(0, second).toUpperCase(Locale.FRENCH) + text.substring(second);
    }
}
