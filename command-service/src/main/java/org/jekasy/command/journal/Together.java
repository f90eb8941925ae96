package org.jekasy.command.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Who waits is served together: one worker takes everything that is waiting at that moment and never waits for more. */
final class Together<W extends Together.Waiting<?>> implements AutoCloseable {
    /** One caller's wish. Answers are given on a thread of their own: what the caller does with one must not hold up the worker. */
    abstract static class Waiting<A> {
        private static final Executor ANSWERS = Executors.newVirtualThreadPerTaskExecutor();

        final CompletableFuture<A> answer = new CompletableFuture<>();

        /** How much of a round this takes. */
        abstract int size();

        final void answer(A with) {
            answer.completeAsync(() -> with, ANSWERS);
        }

        final void fail(Throwable why) {
            ANSWERS.execute(() -> answer.completeExceptionally(why));
        }
    }

    private final int most;
    private final Consumer<List<W>> serve;
    private final ArrayDeque<W> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread worker;
    private boolean closed;

    /** {@code most}: the size of a round at which nobody else is taken along. */
    Together(String name, int most, Consumer<List<W>> serve) {
        this.most = most;
        this.serve = serve;
        // a thread of the system: behind callers who decide on few virtual carriers it would wait for its turn
        this.worker = Thread.ofPlatform().daemon().name(name).start(this::work);
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
            return round;
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
            worker.join(java.time.Duration.ofSeconds(10));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
