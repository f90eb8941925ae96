package org.jekasy.label.paper;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;

/**
 * What goes on a sheet: lots in order, each so many times, from which of the 24 places on, so that half used sheets serve.
 * At most 10,000 labels.
 */
public record SheetOrder(List<LotCode> lots, int copies, int startAt) {
    /** The most labels one order takes: 417 pages. */
    public static final int MOST_LABELS = 10_000;

    /** Refused with {@code LOTS_MISSING}, {@code LOTS_TOO_MANY} or {@code VALUE_REFUSED}. */
    public SheetOrder {
        lots = List.copyOf(lots);
        if (lots.isEmpty()) {
            throw new Refusal(Reason.LOTS_MISSING, Map.of());
        }
        within("copies", copies, MOST_LABELS);
        within("start-at", startAt, Pdf.LABELS_A_PAGE);
        refuseMore((long) lots.size() * copies);
    }

    /** Reads codes as typed, several in one string if need be, parted by spaces, commas or new lines. */
    public static SheetOrder parse(Collection<String> typed, String copies, String startAt) {
        return new SheetOrder(lots(typed), number("copies", copies), number("start-at", startAt));
    }

    /** All codes, or one {@code LOT_MISTYPED} that names every wrong one. */
    public static List<LotCode> lots(Collection<String> typed) {
        List<LotCode> lots = new ArrayList<>();
        List<String> mistyped = new ArrayList<>();
        for (String some : typed) {
            for (String one : some.strip().split("[\\s,;]+")) {
                if (one.isEmpty()) {
                    continue;
                }
                try {
                    lots.add(LotCode.parse(one));
                } catch (Refusal e) {
                    mistyped.add(Refusal.shown(one));
                }
                refuseMore(lots.size() + mistyped.size());
            }
        }
        if (!mistyped.isEmpty()) {
            String shown = mistyped.stream().limit(10).collect(Collectors.joining(", "));
            throw new Refusal(
                    Reason.LOT_MISTYPED,
                    Map.of("lot", mistyped.size() > 10 ? shown + ", …" : shown, "mistyped", mistyped.size()));
        }
        return lots;
    }

    private static void refuseMore(long asked) {
        if (asked > MOST_LABELS) {
            throw new Refusal(Reason.LOTS_TOO_MANY, Map.of("asked", asked, "maximum", MOST_LABELS));
        }
    }

    private static int number(String name, String asked) {
        String number = asked.strip();
        if (!number.matches("[0-9]{1,6}")) {
            throw refused(name, number, name.equals("copies") ? MOST_LABELS : Pdf.LABELS_A_PAGE);
        }
        return Integer.parseInt(number);
    }

    private static void within(String name, int asked, int most) {
        if (asked < 1 || asked > most) {
            throw refused(name, Integer.toString(asked), most);
        }
    }

    private static Refusal refused(String name, String asked, int most) {
        return new Refusal(
                Reason.VALUE_REFUSED,
                Map.of(
                        "name",
                        name,
                        "value",
                        Refusal.shown(asked),
                        "allowed",
                        new Reason.Said("Un nombre de 1 à " + most + ".", "A number from 1 to " + most + ".")));
    }
}
