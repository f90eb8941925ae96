package org.jekasy.standalone;

import java.io.PrintStream;

/** How far a long work has come: one line that is redrawn on a terminal, one line a step elsewhere. */
final class Progress {
    /** Where progress is shown, before it is known how many steps there are. */
    record Bar(PrintStream out, boolean terminal) {
        Progress of(int steps) {
            return new Progress(out, terminal, steps);
        }
    }

    private static final int WIDTH = 24;

    private final PrintStream out;
    private final boolean terminal;
    private final int steps;
    private int step;

    private Progress(PrintStream out, boolean terminal, int steps) {
        this.out = out;
        this.terminal = terminal;
        this.steps = steps;
    }

    /** Says what begins now. */
    void begin(String what) {
        step++;
        if (terminal) {
            int filled = WIDTH * (step - 1) / steps;
            out.print("\r\u001b[K[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + what);
        } else {
            out.println(step + "/" + steps + " " + what);
        }
        out.flush();
    }

    /** Takes the bar away, so that what is printed next begins on a clean line. */
    void end() {
        if (terminal && step > 0) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
