package org.jekasy.query.read;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One question that many ask at the same time, put once for all of them. Who comes while it is being answered takes part in the next one: an answer is
 * never older than the moment it was asked for. Where the question fails, it fails for all who wait.
 */
final class AskedTogether<A> {
    private final Supplier<A> question;
    private boolean asking;
    private @Nullable CompletableFuture<A> next;

    AskedTogether(Supplier<A> question) {
        this.question = question;
    }

    /** The answer as of now; throws what the question throws. */
    A answer() {
        CompletableFuture<A> mine;
        synchronized (this) {
            if (asking) {
                mine = next == null ? new CompletableFuture<>() : next;
                next = mine;
            } else {
                mine = null;
                asking = true;
            }
        }
        return mine == null ? askAlone() : waitedFor(mine);
    }

    // who is first pays nothing for the others: they are asked for by a thread of their own
    private A askAlone() {
        try {
            A answer = question.get();
            CompletableFuture<A> others = take();
            if (others != null) {
                Thread.startVirtualThread(() -> askFor(others));
            }
            return answer;
        } catch (RuntimeException | Error failure) {
            failAll(failure);
            throw failure;
        }
    }

    private void askFor(CompletableFuture<A> first) {
        CompletableFuture<A> those = first;
        try {
            for (; those != null; those = take()) {
                those.complete(question.get());
            }
        } catch (RuntimeException | Error failure) {
            those.completeExceptionally(failure);
            failAll(failure);
        }
    }

    // where nobody answers, nobody waits for a second silence
    private void failAll(Throwable failure) {
        for (CompletableFuture<A> those = take(); those != null; those = take()) {
            those.completeExceptionally(failure);
        }
    }

    private synchronized @Nullable CompletableFuture<A> take() {
        CompletableFuture<A> those = next;
        next = null;
        asking = those != null;
        return those;
    }

    private static <A> A waitedFor(CompletableFuture<A> answer) {
        try {
            return answer.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
