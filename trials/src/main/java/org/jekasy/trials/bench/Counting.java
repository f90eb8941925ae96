package org.jekasy.trials.bench;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/** A journal that counts the appends that lost a race, each of which is tried again. */
final class Counting implements EventStorageEngine {
    private final EventStorageEngine journal;
    private final AtomicLong lost = new AtomicLong();

    Counting(EventStorageEngine journal) {
        this.journal = journal;
    }

    /** How many were lost since this was asked last. */
    long lost() {
        return lost.getAndSet(0);
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
            AppendCondition condition, @Nullable ProcessingContext context, List<TaggedEventMessage<?>> events) {
        return journal.appendEvents(condition, context, events).thenApply(this::counted);
    }

    private <R> AppendTransaction<R> counted(AppendTransaction<R> append) {
        return new AppendTransaction<>() {
            @Override
            public CompletableFuture<R> commit(@Nullable ProcessingContext context) {
                return append.commit(context).whenComplete((done, failure) -> {
                    if (failure != null) {
                        lost.incrementAndGet();
                    }
                });
            }

            @Override
            public void rollback(@Nullable ProcessingContext context) {
                append.rollback(context);
            }

            @Override
            public CompletableFuture<ConsistencyMarker> afterCommit(R result, @Nullable ProcessingContext context) {
                return append.afterCommit(result, context);
            }
        };
    }

    @Override
    public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
        return journal.source(condition, context);
    }

    @Override
    public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
        return journal.stream(condition, context);
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return journal.firstToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return journal.latestToken(context);
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
        return journal.tokenAt(at, context);
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        journal.describeTo(descriptor);
    }
}
