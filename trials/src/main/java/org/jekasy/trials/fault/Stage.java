package org.jekasy.trials.fault;

import java.io.IOException;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jekasy.standalone.CannotStart;
import org.jspecify.annotations.Nullable;

/** The ledger that a trial leaves to its control, where both need the same: opened by who comes first, ended after both. */
final class Stage implements AutoCloseable {
    private final AtomicInteger serial = new AtomicInteger();
    private final Voice voice;
    private @Nullable Whole whole;

    Stage(Voice voice) {
        this.voice = voice;
    }

    /** Everything, with so many command services, ready to record. */
    Whole everything(int nodes) throws IOException, InterruptedException, CannotStart {
        if (whole == null) {
            whole = Whole.open(nodes);
        } else {
            whole.awaitReady();
        }
        return whole;
    }

    /** The journal, with so many command services, ready to record. */
    Whole journal(int nodes) throws IOException, InterruptedException, CannotStart {
        if (whole == null) {
            whole = Whole.journalOnly(nodes);
        } else {
            whole.awaitReady();
        }
        return whole;
    }

    /** Everything, and nothing recorded yet: a new one each time, which is left to the control. */
    Whole empty() throws IOException, InterruptedException, CannotStart {
        end();
        Whole empty = Whole.empty();
        whole = empty;
        return empty;
    }

    /** What the trial left, as it is. */
    Whole left() {
        return Objects.requireNonNull(whole, "the trial has left nothing");
    }

    /** Who weighs on it; each gives other lots. */
    Cooperative cooperative(Random chance) {
        return new Cooperative(new Random(chance.nextLong()), serial);
    }

    /** Ends it; who comes next begins with a new one. */
    void end() {
        if (whole != null) {
            Whole ended = whole;
            whole = null;
            try {
                ended.close();
            } catch (IOException left) {
                voice.says("something is left behind: " + left);
            }
        }
    }

    @Override
    public void close() {
        end();
    }
}
