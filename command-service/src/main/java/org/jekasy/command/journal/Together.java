package org.jekasy.command.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Who waits is served together: one worker takes everything that is waiting at that moment and never waits for more. */
final class Together<W extends Together.Waiting<?>> implements AutoCloseable {
    /** One caller's wish. */
    abstract static class Waiting<A> {
        /** For a caller who goes on with his work as the answer comes: that must not hold up the worker. */
        static final Executor ON_ITS_OWN_THREAD = Executors.newVirtualThreadPerTaskExecutor();

        /** For a caller who only stands and waits. */
        static final Executor AT_ONCE = Runnable::run;

        final CompletableFuture<A> answer = new CompletableFuture<>();
        private final Executor answers;
        final long since = System.nanoTime();

        Waiting(Executor answers) {
            this.answers = answers;
        }

        /** How much of a round this takes. */
        abstract int size();

        final void answer(A with) {
            answers.execute(() -> answer.complete(with));
        }

        final void fail(Throwable why) {
            answers.execute(() -> answer.completeExceptionally(why));
        }
    }

    /**
     * Nobody waits longer, whatever the round is doing: while a server is away without a word, one round after the other may hang. What was wished may
     * still come to be; who sends it again learns it.
     */
    private static final Duration ANSWERED = Duration.ofSeconds(4);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final int most;
    private final Consumer<List<W>> serve;
    private final ArrayDeque<W> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread worker;
    private List<W> served = List.of();
    private boolean closed;

    /** {@code most}: the size of a round at which nobody else is taken along. */
    Together(String name, int most, Consumer<List<W>> serve) {
        this.most = most;
        this.serve = serve;
        // a thread of the system: behind callers who decide on few virtual carriers it would wait for its turn
        this.worker = Thread.ofPlatform().daemon().name(name).start(this::work);
        // one look at all who wait, not an alarm for each: thousands of alarms a second cost more than they guard
        Thread.ofPlatform().daemon().name(name + "-patience").start(this::sendAway);
    }

    /** Joins the queue; after {@link #close} the wish fails at once. */
    void add(W wish) {
        lock.lock();
        try {
            if (!closed) {
                waiting.add(wish);
                changed.signal();
                return;
            }
        } finally {
            lock.unlock();
        }
        wish.fail(new JournalUnavailable("the journal is closed"));
    }

    /** How many wait. */
    int length() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (List<W> round = take(); !round.isEmpty(); round = take()) {
            try {
                serve.accept(round);
            } catch (RuntimeException | Error bug) {
                round.forEach(wish -> wish.fail(bug));
            }
        }
    }

    private List<W> take() {
        List<W> round = new ArrayList<>();
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            int size = 0;
            for (W next = waiting.poll(); next != null; next = size < most ? waiting.poll() : null) {
                round.add(next);
                size += next.size();
            }
            served = round;
            return round;
        } finally {
            lock.unlock();
        }
    }

    private void sendAway() {
        List<W> late = new ArrayList<>();
        do {
            LockSupport.parkNanos(LOOK.toNanos());
            late.forEach(wish -> wish.fail(new JournalUnavailable("PostgreSQL does not answer in time")));
        } while (isServing(late));
    }

    /** Fills in who has waited for too long; false once nobody is served any more. */
    private boolean isServing(List<W> late) {
        late.clear();
        long latest = System.nanoTime() - ANSWERED.toNanos();
        lock.lock();
        try {
            Stream.concat(served.stream(), waiting.stream())
                    .filter(wish -> wish.since - latest < 0 && !wish.answer.isDone())
                    .forEach(late::add);
            return !closed || worker.isAlive();
        } finally {
            lock.unlock();
        }
    }

    /** Serves who is waiting, then stops. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            worker.join(Duration.ofSeconds(10));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
