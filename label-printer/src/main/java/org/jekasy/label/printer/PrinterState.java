package org.jekasy.label.printer;

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

    private static void add(List<PrinterState> states, PrinterState state, long flags, long meant) {
        if ((flags & meant) != 0 && !states.contains(state)) {
            states.add(state);
        }
    }
}
