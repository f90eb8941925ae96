package org.jekasy.trials.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers who each do the same thing again and again, one after the other, for a bounded time and count. */
final class Callers {
    /** What one caller does; each caller has a number from 0. */
    interface Task {
        void once(int caller) throws Exception;
    }

    /** What came of it: how much a second, and how long each took, in nanoseconds and in order. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Done(double perSecond, long[] nanos) {
        /** In milliseconds: {@code share} of the calls were as fast or faster. */
        double percentile(double share) {
            return Callers.percentile(nanos, share);
        }

        double worst() {
            return nanos[nanos.length - 1] / 1e6;
        }
    }

    private Callers() {}

    static double percentile(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    /** {@code most}: how often each caller does it at most. */
    static Done run(int callers, Duration time, int most, Task task) throws Exception {
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch go = new CountDownLatch(1);
        List<long[]> all = new ArrayList<>();
        long begin;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<long[]>> running = new ArrayList<>();
            for (int n = 0; n < callers; n++) {
                int caller = n;
                running.add(threads.submit(() -> {
                    ready.countDown();
                    go.await();
                    return again(caller, System.nanoTime() + time.toNanos(), most, task);
                }));
            }
            ready.await();
            begin = System.nanoTime();
            go.countDown();
            for (Future<long[]> each : running) {
                try {
                    all.add(each.get());
                } catch (ExecutionException failed) {
                    threads.shutdownNow();
                    throw new IllegalStateException("a caller failed", failed.getCause());
                }
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Done(nanos.length / seconds, nanos);
    }

    private static long[] again(int caller, long end, int most, Task task) throws Exception {
        long[] nanos = new long[256];
        int done = 0;
        for (long now = System.nanoTime(); now < end && done < most; done++) {
            task.once(caller);
            long after = System.nanoTime();
            if (done == nanos.length) {
                nanos = Arrays.copyOf(nanos, nanos.length * 2);
            }
            nanos[done] = after - now;
            now = after;
        }
        return Arrays.copyOf(nanos, done);
    }
}
