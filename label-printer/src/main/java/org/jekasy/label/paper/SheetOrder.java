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
 * What goes on sheets: lots in order, each so many times, from which place on, so that half used sheets serve, and the sheets'
 * form. At most 10,000 labels.
 */
public record SheetOrder(List<LotCode> lots, int copies, int startAt, SheetForm form) {
    /** The most labels one order takes: 417 pages. */
    public static final int MOST_LABELS = 10_000;

    /** Refused with {@code LOTS_MISSING}, {@code LOTS_TOO_MANY} or {@code VALUE_REFUSED}. */
    public SheetOrder {
        lots = List.copyOf(lots);
        if (lots.isEmpty()) {
            throw new Refusal(Reason.LOTS_MISSING, Map.of());
        }
        within("copies", copies, MOST_LABELS);
        within("start-at", startAt, form.places());
        refuseMore((long) lots.size() * copies);
    }

    /** On sheets of 3 × 8. */
    public SheetOrder(List<LotCode> lots, int copies, int startAt) {
        this(lots, copies, startAt, SheetForm.OF_24);
    }

    /** Reads codes as typed, several in one string if need be, parted by spaces, commas or new lines. */
    public static SheetOrder parse(Collection<String> typed, String copies, String startAt, String form) {
        SheetForm sheet = SheetForm.parse(form);
        return new SheetOrder(
                lots(typed), number("copies", copies, MOST_LABELS), number("start-at", startAt, sheet.places()), sheet);
    }

    /** Reads how many copies are asked for, 1 to 10,000; refused with {@code VALUE_REFUSED}. */
    public static int copies(String asked) {
        return copies(asked, MOST_LABELS);
    }

    /** The same, 1 to so many. */
    public static int copies(String asked, int most) {
        return counted("copies", asked, most);
    }

    /** Reads which copy of a label is asked for, 1 for the first; refused with {@code VALUE_REFUSED}. */
    public static int copy(String asked) {
        return counted("copy", asked, MOST_LABELS);
    }

    private static int counted(String name, String asked, int most) {
        int number = number(name, asked, most);
        within(name, number, most);
        return number;
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

    private static int number(String name, String asked, int most) {
        String number = asked.strip();
        if (!number.matches("[0-9]{1,6}")) {
            throw refused(name, number, most);
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
