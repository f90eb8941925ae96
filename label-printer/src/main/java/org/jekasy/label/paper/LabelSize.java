package org.jekasy.label.paper;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;

/** The labels we print, width by height in millimetres. */
public enum LabelSize {
    /** The smallest roll, for bags and sacks. */
    STICKER(50, 30),
    /** One of the 24 of an A4 sheet of three columns and eight rows. */
    SHEET_CELL(70, 37),
    /** One of the 10 of an A4 sheet of two columns and five rows. */
    LARGE_CELL(105, 57),
    /** What a receipt printer of 58 or 80 mm paper can reach. */
    TICKET_58(48, 36),
    TICKET_80(72, 44),
    /** Thermal rolls for crates and cartons. */
    CRATE(100, 50),
    CARTON(100, 60),
    /** A6 across, for sacks and pallets. */
    SACK(148, 105),
    /** A pallet on a thermal roll, and on A6 upright: room for the bars of its number. */
    PALLET(100, 150),
    PALLET_A6(105, 148);

    private final int width;
    private final int height;

    LabelSize(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Reads {@code 70x37}; refused with {@code VALUE_REFUSED}. */
    public static LabelSize parse(String asked) {
        return Arrays.stream(values())
                .filter(size -> size.toString().equals(asked))
                .findFirst()
                .orElseThrow(() -> {
                    String sizes =
                            Arrays.stream(values()).map(LabelSize::toString).collect(Collectors.joining(", "));
                    return new Refusal(
                            Reason.VALUE_REFUSED,
                            Map.of(
                                    "name",
                                    "size",
                                    "value",
                                    Refusal.shown(asked),
                                    "allowed",
                                    new Reason.Said(
                                            "Formats possibles (mm) : " + sizes + ".",
                                            "Possible sizes (mm): " + sizes + ".")));
                });
    }

    /** Whether there is room for the bars of a pallet below all else. */
    private boolean upright() {
        return height > width;
    }

    /** Refuses the number of a pallet, with {@code VALUE_REFUSED}, where its bars have no room: left out unsaid, the pallet would go without. */
    public void checkRoomForBars() {
        if (upright()) {
            return;
        }
        throw Refusal.value(
                "size",
                this,
                "Le numéro d'une palette (SSCC) s'imprime sur " + allUpright(" et ")
                        + " : choisissez un de ces formats, ou laissez le numéro vide.",
                "The number of a pallet (SSCC) is printed on " + allUpright(" and ")
                        + ": choose one of these sizes, or leave the number empty.");
    }

    private static String allUpright(String and) {
        return Arrays.stream(values())
                .filter(LabelSize::upright)
                .map(LabelSize::toString)
                .collect(Collectors.joining(and));
    }

    /** Millimetres. */
    int width() {
        return width;
    }

    /** Millimetres. */
    int height() {
        return height;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
