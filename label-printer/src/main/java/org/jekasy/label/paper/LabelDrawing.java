package org.jekasy.label.paper;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.lot.Sscc;
import org.jekasy.label.paper.Pen.Ink;
import org.jekasy.label.qr.PrinterQr;
import org.jekasy.label.qr.Qr;
import org.jekasy.label.qr.QrCode;
import org.jekasy.label.qr.SsccBars;

/**
 * Where everything stands on a label: the lot code over the whole width, under it the QR code on the left and the words on
 * the right, the net weight at the foot. Lengths are those of the 70 × 37 mm label; larger ones take them in proportion.
 * The label's own number, where it has one, stands under its code. Long names wrap, then shrink, and only at the end are cut with « … ». An upright label has the bars of its pallet below.
 */
record LabelDrawing(Label label, Qr code, LabelSize size, Marks marks) implements Drawing {
    /** Below this a module is lost to the printer's dots and the phone's camera (3 dots at 203 dpi). */
    private static final double SMALLEST_MODULE = 0.375;

    private static final double SMALLEST_TEXT = 0.6;
    /** Millimetres; on a small label words are left out before they get smaller than a printer can draw them. */
    private static final double SMALLEST_TYPE = 1.75;

    private static final double PLAIN_TYPE = 2.75;
    /** What the label's own number takes below the quiet zone of its code, of the type size; and stays away from the edge of a label of 70 mm, in millimetres. */
    private static final double NUMBER_LINE = 0.94;
    /** Where its baseline is in that line: below it hangs the tail of a Q. */
    private static final double NUMBER_BASELINE = 0.77;

    private static final double NUMBER_MARGIN = 2.5;
    /** What GS1 asks of the bars of a pallet, in millimetres. */
    private static final double SSCC_HEIGHT = 32;

    private static final double LINE = 1.18;
    /** How high a capital or digit of our faces is, of the type size. */
    static final double CAPITALS = 0.73;

    /** One line ready to be set: its words, face and type size in millimetres. */
    private record Line(String text, Face face, double size) {}

    @Override
    public Object subject() {
        return label.lot();
    }

    @Override
    public void draw(Pen pen) {
        Wording words = Wording.of(label);
        double height = height(pen);
        double unit = Math.min(size.width() / 70.0, height / 37.0);
        double margin = 4.5 * unit;
        double right = size.width() - margin;

        double codeSize = Math.min(7 * unit, (right - margin) / Face.CODE.width(words.code()));
        double codeLine = 3.6 * unit + CAPITALS * codeSize;
        pen.text(words.code(), Face.CODE, codeSize, margin, codeLine, Ink.BLACK);

        underline(pen, words.code(), codeSize, margin, codeLine + 0.55 * unit, 0.25 * unit);

        // below the strokes and the tail of a Q
        double top = codeLine + 1.1 * unit;
        String serial = marks.serial();
        double number = serial == null ? 0 : Math.max(SMALLEST_TYPE, 2.4 * unit);
        // where what stands under the code has to end
        double edge =
                serial == null ? 1.2 * unit : Math.max(1.2 * unit, NUMBER_MARGIN * Math.min(1, size.width() / 70.0));
        double under = edge + NUMBER_LINE * number;
        double side = Math.min(height - under - top, 0.46 * size.width());
        double module = pen.module(side / code.modulesWithQuietZone());
        refuseSmall(label.lot(), module);
        double quiet = Qr.QUIET_ZONE * module;
        // what the quiet zone needs of the margin it may have: nothing is printed there
        double codeX = Math.max(margin, quiet);
        double codeSide = code.modules() * module;
        double foot = height - 4.2 * unit;
        double lowest = serial == null ? foot : Math.min(foot, height - under - quiet);
        double codeY = Math.max(top + quiet, lowest - codeSide);
        switch (code) {
            case QrCode ours -> pen.code(ours, codeX, codeY, module);
            case PrinterQr printers -> pen.code(printers, codeX, codeY, module);
        }
        if (serial != null) {
            double baseline = codeY + codeSide + quiet + NUMBER_BASELINE * number;
            pen.text(serial, Face.CODE, number, codeX, baseline, Ink.BLACK);
        }

        double left = codeX + codeSide + Math.max(quiet, 2.2 * unit) + 0.4 * unit;
        String banner = marks.banner();
        if (!banner.isEmpty()) {
            double widest = 0.94 * (right - left) / Face.BOLD.width(banner);
            foot = banner(pen, banner, left, right, foot, Math.min(2.5 * unit, widest));
        }
        double weightTop = weight(pen, words, left, right, foot, unit);
        words(pen, words, left, right, codeLine + 1.5 * unit, weightTop - 0.9 * unit, unit);
    }

    /** What is left above the bars of a pallet's number, where there are any; refused with {@code VALUE_REFUSED} where there is no room for them. */
    private double height(Pen pen) {
        Sscc sscc = marks.sscc();
        if (sscc == null) {
            return size.height();
        }
        size.checkRoomForBars();
        SsccBars bars = SsccBars.of(sscc);
        double module = pen.module(Math.min(0.52, size.width() / (double) (bars.modules() + 2 * SsccBars.QUIET_ZONE)));
        double foot = size.height() - 3.5;
        double text = 4.2;
        pen.text(
                sscc.spoken(),
                Face.CODE,
                text,
                (size.width() - text * Face.CODE.width(sscc.spoken())) / 2,
                foot,
                Ink.BLACK);
        double top = foot - text * CAPITALS - 1.5 - SSCC_HEIGHT;
        pen.bars(bars, (size.width() - bars.modules() * module) / 2, top, module, SSCC_HEIGHT);
        return top - 1;
    }

    /** Shows the groups of a code, day, issuer, serial and check, without a gap that would break it in two for a reader. */
    private static void underline(Pen pen, String code, double size, double x, double y, double thickness) {
        double sign = size * Face.CODE.width("0");
        double at = x;
        for (int group : code.length() == 14 ? List.of(5, 4, 4, 1) : List.of(1, 4, 7, 1)) {
            pen.box(at + 0.12 * sign, y, (group - 0.24) * sign, thickness);
            at += group * sign;
        }
    }

    /** Refused with {@code QR_TOO_DENSE}: a code that would get lost between the dots of the printer. */
    static void refuseSmall(Object subject, double module) {
        if (module < SMALLEST_MODULE - 1e-6) {
            throw new Refusal(
                    Reason.QR_TOO_DENSE,
                    Map.of(
                            "lot",
                            subject,
                            "moduleMm",
                            BigDecimal.valueOf(module).setScale(3, RoundingMode.DOWN),
                            "minimumMm",
                            BigDecimal.valueOf(SMALLEST_MODULE)));
        }
    }

    /** White words on a black strip that ends at the foot; returns the strip's top. */
    static double banner(Pen pen, String words, double left, double right, double foot, double size) {
        double height = 1.25 * size;
        pen.box(left, foot - height, right - left, height);
        double middle = (left + right - size * Face.BOLD.width(words)) / 2;
        pen.text(words, Face.BOLD, size, middle, foot - height / 2 + 0.36 * size, Ink.WHITE);
        return foot - height - 0.5 * size;
    }

    /** The net weight with its small caption, standing on the foot; returns the top of its figures. */
    private static double weight(Pen pen, Wording words, double left, double right, double foot, double unit) {
        double caption = 2.3 * unit;
        double room = right - left - caption * Face.TEXT.width(words.caption()) - 1.2 * unit;
        double size = Math.min(4.8 * unit, room / Face.BOLD.width(words.weight()));
        pen.text(words.caption(), Face.TEXT, caption, left, foot, Ink.BLACK);
        pen.text(words.weight(), Face.BOLD, size, right - size * Face.BOLD.width(words.weight()), foot, Ink.BLACK);
        return foot - CAPITALS * size;
    }

    private static void words(
            Pen pen, Wording words, double left, double right, double top, double bottom, double unit) {
        double y = top;
        for (Line line : fitted(words, right - left, bottom - top, unit)) {
            y += LINE * line.size;
            pen.text(line.text, line.face, line.size, left, y - (LINE - CAPITALS) / 2 * line.size, Ink.BLACK);
        }
    }

    /** All words at the largest type that fits; at the smallest, each is cut to the lines there is room for, the last left out. */
    private static List<Line> fitted(Wording words, double width, double height, double unit) {
        double smallest = Math.min(1, Math.max(SMALLEST_TEXT, SMALLEST_TYPE / (PLAIN_TYPE * unit)));
        for (double scale = 1; scale >= smallest; scale -= 0.02) {
            List<Line> lines = set(words, width, scale * unit, new int[0]);
            if (height(lines) <= height) {
                return lines;
            }
        }
        int[] most = new int[words.lines().size() + 2];
        Arrays.fill(most, 1);
        for (int round = 2; round < 5; round++) {
            for (int text = most.length - 1; text >= 0; text--) {
                most[text]++;
                if (height(set(words, width, smallest * unit, most)) > height) {
                    most[text]--;
                }
            }
        }
        List<Line> lines = set(words, width, smallest * unit, most);
        while (height(lines) > height && lines.size() > 1) {
            lines.removeLast();
        }
        return lines;
    }

    private static double height(List<Line> lines) {
        return lines.stream().mapToDouble(line -> LINE * line.size).sum();
    }

    /** Title, lines and claims in their faces, each on as many lines as it needs or on {@code most} of its own. */
    private static List<Line> set(Wording words, double width, double scale, int[] most) {
        List<Line> lines = new ArrayList<>();
        int text = 0;
        wrap(lines, words.title(), Face.BOLD, 3.6 * scale, width, most(most, text++));
        for (String line : words.lines()) {
            wrap(lines, line, Face.TEXT, PLAIN_TYPE * scale, width, most(most, text++));
        }
        if (words.claims() != null) {
            wrap(lines, words.claims(), Face.BOLD, PLAIN_TYPE * scale, width, most(most, text));
        }
        return lines;
    }

    private static int most(int[] most, int text) {
        return most.length == 0 ? Integer.MAX_VALUE : most[text];
    }

    /** Breaks the text between words, a word that is too long within it; the last line allowed is cut. */
    private static void wrap(List<Line> lines, String text, Face face, double size, double width, int most) {
        double room = width / size;
        String rest = text;
        for (int line = 1; face.width(rest) > room; line++) {
            if (line == most) {
                rest = rest.substring(0, fitting(rest, face, room - face.width("…")))
                                .strip() + "…";
                break;
            }
            int fits = fitting(rest, face, room);
            int space = rest.charAt(fits) == ' ' ? fits : rest.lastIndexOf(' ', fits);
            int end = space > 0 ? space : fits;
            lines.add(new Line(rest.substring(0, end), face, size));
            rest = rest.substring(end).strip();
        }
        lines.add(new Line(rest, face, size));
    }

    /** How many chars of a text that is too long fit, at least one sign. */
    private static int fitting(String text, Face face, double room) {
        int fits = text.offsetByCodePoints(0, 1);
        double width = face.width(text.substring(0, fits));
        while (fits < text.length()) {
            int next = text.offsetByCodePoints(fits, 1);
            width += face.width(text.substring(fits, next));
            if (width > room) {
                break;
            }
            fits = next;
        }
        return fits;
    }
}
