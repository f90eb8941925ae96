package org.jekasy.trials.fault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of some trials: how many counted, how many lost something and what. */
final class Tally {
    private static final int KEPT = 20;

    private final List<String> notes = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private int tried;
    private int tooQuiet;
    private int losses;
    private @Nullable String broken;

    /** A trial that counted; what was lost in it, nothing where the promise held. */
    void counted(List<String> lost) {
        tried++;
        if (!lost.isEmpty()) {
            losses++;
            lost.stream().limit(KEPT - findings.size()).forEach(findings::add);
        }
    }

    /** A fault that hit too little traffic proves nothing: the trial does not count. */
    void tooQuiet() {
        tooQuiet++;
    }

    /** What came of others, tried at the same time; their notes are left to who knows both. */
    void add(Tally other) {
        tried += other.tried;
        tooQuiet += other.tooQuiet;
        losses += other.losses;
        other.findings.stream().limit(KEPT - findings.size()).forEach(findings::add);
    }

    /** A figure worth knowing beside the result. */
    void note(String note) {
        notes.add(note);
    }

    /** The trial itself did not come to its end. */
    void broken(String why) {
        broken = why;
    }

    @Nullable
    String brokenBy() {
        return broken;
    }

    int tried() {
        return tried;
    }

    int quiet() {
        return tooQuiet;
    }

    int losses() {
        return losses;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** The first things that were lost. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** With 95 % certainty no more than this share of such faults loses anything; 1 where something was lost. */
    double upperBound() {
        return losses > 0 || tried == 0 ? 1 : Math.min(1, 3.0 / tried);
    }
}
