package org.jekasy.query.follow;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far the pages are and how following goes; whoever needs a position can wait for it. */
@Component
public class Progress {
    /** How following goes. */
    public enum State {
        /** Not begun. */
        STARTING,
        /** Reads as entries come. */
        FOLLOWING,
        /** The broker or the topic is away; goes on by itself. */
        WAITING_FOR_BROKER,
        /** The database is away; goes on by itself. */
        WAITING_FOR_DATABASE,
        /** A record that must not be applied: a person has to look. */
        STOPPED
    }

    /** All of it at one moment; {@code at} is the position that could not be read where following stopped. */
    public record Now(
            State state,
            long position,
            @Nullable String reason,
            @Nullable Long at) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private Now now = new Now(State.STARTING, 0, null, null);

    public Now now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the position is reached, at most so long; says whether it is. */
    public boolean await(long position, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (now.position() < position) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void reached(long position) {
        set(new Now(State.FOLLOWING, position, null, null));
    }

    void waiting(State why, String reason) {
        set(new Now(why, now().position(), reason, null));
    }

    void stopped(long at, String reason) {
        set(new Now(State.STOPPED, now().position(), reason, at));
    }

    private void set(Now next) {
        lock.lock();
        try {
            now = next;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
