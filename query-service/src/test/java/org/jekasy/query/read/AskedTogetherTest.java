package org.jekasy.query.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AskedTogetherTest {
    @Test
    void whoComesMeanwhileIsAnsweredByOneQuestionThatBeganLater() throws Exception {
        SynchronousQueue<Integer> answers = new SynchronousQueue<>();
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        AskedTogether<Integer> together = new AskedTogether<>(() -> {
            asked.incrementAndGet();
            begun.countDown();
            return taken(answers);
        });
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = callers.submit(together::answer);
            begun.await();
            List<Future<Integer>> others = new ArrayList<>();
            for (int n = 0; n < 20; n++) {
                CountDownLatch came = new CountDownLatch(1);
                others.add(callers.submit(() -> {
                    came.countDown();
                    return together.answer();
                }));
                came.await();
            }
            answers.put(1);
            assertThat(first.get()).isEqualTo(1);
            answers.put(2);
            // most were there in time for the second question; one that was slow to come has a third
            while (!others.stream().allMatch(Future::isDone)) {
                answers.offer(3);
            }
            for (Future<Integer> other : others) {
                assertThat(other.get()).isGreaterThan(1);
            }
            assertThat(asked).hasValueLessThan(21);
        }
    }

    @Test
    void noAnswerIsOlderThanTheMomentItWasAskedFor() throws Exception {
        AtomicLong head = new AtomicLong();
        AskedTogether<Long> together = new AskedTogether<>(head::get);
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int n = 0; n < 8; n++) {
                all.add(callers.submit(() -> {
                    boolean never = true;
                    for (int times = 0; times < 20_000; times++) {
                        long known = head.incrementAndGet();
                        never &= together.answer() >= known;
                    }
                    return never;
                }));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    @Test
    void aQuestionThatFailsFailsForWhoAskedAndTheNextIsAskedAnew() {
        AtomicInteger asked = new AtomicInteger();
        AskedTogether<Integer> together = new AskedTogether<>(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no line");
            }
            return asked.get();
        });
        assertThatThrownBy(together::answer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no line");
        assertThat(together.answer()).isEqualTo(2);
    }

    private static int taken(SynchronousQueue<Integer> answers) {
        try {
            return answers.take();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
