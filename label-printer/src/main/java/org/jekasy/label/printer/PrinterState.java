package org.jekasy.label.printer;

import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.encoding.Tag;
import com.hp.jipp.model.Types;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a printer says of itself. */
public enum PrinterState {
    READY("prête", "ready"),
    PAUSED("en pause", "paused"),
    NO_PAPER("plus de papier", "out of paper"),
    NO_RIBBON("plus de ruban", "out of ribbon"),
    NO_INK("plus d'encre", "out of ink"),
    OPEN("capot ouvert", "cover open"),
    PAPER_LOW("bientôt plus de papier", "paper low"),
    HOT("tête trop chaude", "head too hot"),
    FAULT("en panne", "fault"),
    /** It did not answer in a way we understand: many do not, and print all the same. */
    SILENT("ne dit pas son état", "does not say how it is");

    private static final Pattern ZPL_ERRORS =
            Pattern.compile("ERRORS:\\s+([01])\\s+([0-9A-Fa-f]{8})\\s+([0-9A-Fa-f]{8})");
    private static final Pattern ZPL_WARNINGS =
            Pattern.compile("WARNINGS:\\s+([01])\\s+([0-9A-Fa-f]{8})\\s+([0-9A-Fa-f]{8})");

    private final String french;
    private final String english;

    PrinterState(String french, String english) {
        this.french = french;
        this.english = english;
    }

    public String french() {
        return french;
    }

    public String english() {
        return english;
    }

    /** Whether a label sent now would come out. */
    public boolean prints() {
        return this == READY || this == PAPER_LOW || this == SILENT;
    }

    /** Understands the answer to {@code ~HQES}. */
    static List<PrinterState> zpl(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        Matcher errors = ZPL_ERRORS.matcher(text);
        if (!errors.find()) {
            return List.of(SILENT);
        }
        List<PrinterState> states = new ArrayList<>();
        long error = errors.group(1).equals("0") ? 0 : Long.parseLong(errors.group(3), 16);
        add(states, NO_PAPER, error, 0x1);
        add(states, NO_RIBBON, error, 0x2);
        add(states, OPEN, error, 0x4);
        add(states, HOT, error, 0x30);
        add(states, PAUSED, error, 0x10000);
        add(states, FAULT, error, ~0x10037L);
        Matcher warnings = ZPL_WARNINGS.matcher(text);
        if (warnings.find() && warnings.group(1).equals("1")) {
            add(states, PAPER_LOW, Long.parseLong(warnings.group(3), 16), 0x8);
        }
        return states.isEmpty() ? List.of(READY) : List.copyOf(states);
    }

    /** Understands the byte that answers {@code ESC ! ?}. */
    static List<PrinterState> tspl(byte[] answer) {
        if (answer.length != 1) {
            return List.of(SILENT);
        }
        List<PrinterState> states = new ArrayList<>();
        add(states, OPEN, answer[0], 0x01);
        add(states, FAULT, answer[0], 0x02);
        add(states, NO_PAPER, answer[0], 0x04);
        add(states, NO_RIBBON, answer[0], 0x08);
        add(states, PAUSED, answer[0], 0x10);
        add(states, FAULT, answer[0], 0x80);
        return states.isEmpty() ? List.of(READY) : List.copyOf(states);
    }

    /** Understands the bytes that answer {@code DLE EOT 2} (why it does not print) and {@code DLE EOT 4} (its paper). */
    static List<PrinterState> escpos(byte[] answer) {
        // of every such byte, bits 0 and 7 are clear and bits 1 and 4 set
        if (answer.length != 2 || (answer[0] & 0x93) != 0x12 || (answer[1] & 0x93) != 0x12) {
            return List.of(SILENT);
        }
        List<PrinterState> states = new ArrayList<>();
        add(states, OPEN, answer[0], 0x04);
        add(states, FAULT, answer[0], 0x40);
        add(states, NO_PAPER, answer[1], 0x60);
        if (!states.contains(NO_PAPER)) {
            add(states, PAPER_LOW, answer[1], 0x0C);
        }
        return states.isEmpty() ? List.of(READY) : List.copyOf(states);
    }

    /** Understands {@code printer-state}, its reasons and whether it takes jobs (RFC 8011, 5.4.11 and 5.4.12). */
    static List<PrinterState> ipp(IppPacket answer) {
        List<PrinterState> states = new ArrayList<>();
        boolean stopped = com.hp.jipp.model.PrinterState.stopped.equals(
                answer.getValue(Tag.printerAttributes, Types.printerState));
        for (String reason : answer.getStrings(Tag.printerAttributes, Types.printerStateReasons)) {
            // a printer that goes on in spite of it only warns
            boolean stops = stopped || reason.endsWith("-error");
            String what = reason.replaceFirst("-(error|warning|report)$", "");
            PrinterState state = switch (what) {
                case "media-empty", "media-needed", "media-jam" -> stops ? NO_PAPER : PAPER_LOW;
                case "media-low" -> PAPER_LOW;
                case "door-open", "cover-open", "interlock-open" -> stops ? OPEN : READY;
                case "toner-empty", "marker-supply-empty" -> stops ? NO_INK : READY;
                case "paused", "moving-to-paused" -> PAUSED;
                default -> READY;
            };
            if (state != READY && !states.contains(state)) {
                states.add(state);
            }
        }
        if (Boolean.FALSE.equals(answer.getValue(Tag.printerAttributes, Types.printerIsAcceptingJobs))) {
            states.add(PAUSED);
        }
        if (stopped && states.stream().allMatch(PrinterState::prints)) {
            states.add(FAULT);
        }
        return states.isEmpty() ? List.of(READY) : List.copyOf(states);
    }

    private static void add(List<PrinterState> states, PrinterState state, long flags, long meant) {
        if ((flags & meant) != 0 && !states.contains(state)) {
            states.add(state);
        }
    }
}
