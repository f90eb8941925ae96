package org.jekasy.trials.fault;

import java.util.Optional;
import java.util.Random;

/**
 * One promise, the fault it is tried with, and the control: the same trial with the protection taken away, which must fail. A promise whose control
 * passes was not tested.
 */
interface Trial {
    /** The word by which it is asked for. */
    String name();

    /** What the ledger promises. */
    String promise();

    /** What is done to it meanwhile. */
    String fault();

    /** What is taken away in the control. */
    String withoutWhat();

    /** How many trials in the quick form, which the ordinary tests try too. */
    int quick();

    /** How many trials in the long form, by hand. */
    int many();

    /** Why it can not be tried on this machine, in one sentence. */
    default Optional<String> impossible() {
        return Optional.empty();
    }

    /** Tries so many times; the schedule is made by {@code chance} alone. What it opens on the stage is left to the control. */
    Tally attempt(int trials, Stage stage, Random chance, Voice voice) throws Exception;

    /** Tries with the protection taken away, after the trials. Must find losses. */
    Tally control(Stage stage, Random chance, Voice voice) throws Exception;
}
