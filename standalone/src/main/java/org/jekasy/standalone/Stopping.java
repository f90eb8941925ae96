package org.jekasy.standalone;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, and whatever else asks us to stop: whoever waits is told, and the JVM stays until he has closed what he had opened. */
final class Stopping implements AutoCloseable {
    /** The time everything has to close after Ctrl-C: Kafka and PostgreSQL may each take 20 s before they are ended by force. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    static Stopping onCtrlC() {
        Stopping stopping = new Stopping();
        Runtime.getRuntime().addShutdownHook(new Thread(stopping::hold, "stop"));
        return stopping;
    }

    private void hold() {
        asked.countDown();
        try {
            if (!closed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("…");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void ask() {
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
