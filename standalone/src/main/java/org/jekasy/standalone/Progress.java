package org.jekasy.standalone;

import java.io.PrintStream;

/** How far a long work has come: one line that is redrawn on a terminal, plain lines elsewhere. */
final class Progress {
    /** Where progress is shown, before it is known how many steps there are. */
    record Bar(PrintStream out, boolean terminal) {
        Progress of(int steps) {
            return new Progress(out, terminal, steps);
        }
    }

    private static final int WIDTH = 24;
    private static final int LINES = 10;

    private final PrintStream out;
    private final boolean terminal;
    private final int steps;
    private int step;
    private int said = -1;

    private Progress(PrintStream out, boolean terminal, int steps) {
        this.out = out;
        this.terminal = terminal;
        this.steps = steps;
    }

    /** Says what begins now. */
    void begin(String what) {
        step++;
        if (terminal) {
            draw(step - 1, what);
        } else {
            out.println(step + "/" + steps + " " + what);
        }
        out.flush();
    }

    /** Says how many of many small steps are done: each on a terminal, every tenth part elsewhere. */
    void reached(int done, String what) {
        step = Math.max(1, done);
        if (terminal) {
            draw(done, done + "/" + steps + " " + what);
        } else if (said < done * LINES / Math.max(1, steps)) {
            said = done * LINES / Math.max(1, steps);
            out.println(done + "/" + steps + " " + what);
        }
        out.flush();
    }

    private void draw(int done, String what) {
        int filled = WIDTH * Math.min(done, steps) / Math.max(1, steps);
        out.print("\r\u001b[K[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + what);
    }

    /** Takes the bar away, so that what is printed next begins on a clean line. */
    void end() {
        if (terminal && step > 0) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
