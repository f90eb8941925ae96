package org.jekasy.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The services that were opened, in order; closing goes the other way round. */
final class Rooms implements AutoCloseable {
    private final Deque<ConfigurableApplicationContext> open = new ArrayDeque<>();

    void open(Room room) throws CannotStart {
        try {
            open.push(new SpringApplicationBuilder(room.mainClass())
                    // three hooks would close the three at once, and beside ours
                    .registerShutdownHook(false)
                    .run(room.settings()));
        } catch (RuntimeException e) {
            Throwable root = e;
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                root = cause;
            }
            throw new CannotStart(
                    room.name() + " n'a pas démarré : " + root.getMessage() + " (voir logs/services.log).",
                    room.name() + " did not start: " + root.getMessage() + " (see logs/services.log).",
                    e);
        }
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
