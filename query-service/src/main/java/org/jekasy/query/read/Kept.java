package org.jekasy.query.read;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jekasy.query.read.Snapshot.Head;

/**
 * Answers given since the last entry was read: until the next one, the same question has the same answer. Of one kind of page; at most so many, and none
 * of before an entry.
 */
public final class Kept<Q, A> {
    private final int most;
    private volatile Since<Q, A> since = new Since<>(new Head(0, 0), Map.of());

    private record Since<Q, A>(Head head, Map<Q, A> answers) {}

    public Kept(int most) {
        this.most = most;
    }

    /** The answer kept at this head, or the one read now; {@code at}: the position an answer stands for. */
    public A answer(Head head, Q question, Supplier<A> read, ToLongFunction<A> at) {
        Since<Q, A> now = since;
        if (now.head.equals(head)) {
            A kept = now.answers.get(question);
            if (kept != null) {
                return kept;
            }
        } else {
            now = new Since<>(head, new ConcurrentHashMap<>());
            since = now;
        }
        A answer = read.get();
        // an entry may have come between the look at the head and the reading
        if (at.applyAsLong(answer) == head.position() && now.answers.size() < most) {
            now.answers.put(question, answer);
        }
        return answer;
    }
}
