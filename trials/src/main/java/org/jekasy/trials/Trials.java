package org.jekasy.trials;

import java.util.Arrays;
import java.util.List;
import org.jekasy.trials.bench.Bench;
import org.jekasy.trials.fault.Kit;

/** What {@code ./ledger bench} and {@code ./ledger trials} start. */
public final class Trials {
    private Trials() {}

    /** The first word says which; the rest are its options. Ends the JVM with 0, 1 (a promise did not hold) or 2 (not understood). */
    public static void main(String... arguments) throws Exception {
        List<String> options = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        System.exit(
                switch (arguments.length == 0 ? "" : arguments[0]) {
                    case "bench" -> Bench.run(options);
                    case "trials" -> Kit.run(options, System.out);
                    default -> {
                        System.err.println("« " + String.join(" ", options) + " »");
                        yield 2;
                    }
                });
    }
}
