package org.jekasy.command.axon;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.jekasy.command.journal.JournalBehind;
import org.jekasy.command.journal.JournalUnavailable;
import org.jekasy.command.journal.PostgresJournal;
import org.jekasy.command.ledger.Batch;
import org.jekasy.command.ledger.Decided;
import org.jekasy.command.ledger.History;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.LedgerBehind;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.LedgerFull;
import org.jekasy.command.ledger.LedgerUnavailable;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.Outcome;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.command.ledger.Tag;
import org.jekasy.command.ledger.Tags;
import org.jekasy.command.order.OrderJson;
import org.jekasy.language.EventId;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.wire.EventType;

/**
 * Runs every command on Axon: reads the histories of what it concerns, decides, and appends on the condition that nothing with the tags read was
 * appended since. A command that lost a race is decided again on the new history. No transaction manager is registered: it would hold a connection
 * for each waiting caller and so undo the group commit.
 */
public final class AxonLedger implements Ledger, AutoCloseable {
    private static final int TRIES = 25;
    private static final MessageType BATCH = new MessageType("Batch");
    private static final MessageType PREVIEW = new MessageType("Preview");
    private static final MessageType LOOK = new MessageType("Look");
    private static final MessageType FIND = new MessageType("Find");
    private static final int TAGS_AT_ONCE = 5_000;
    private static final Names NAMES = new Names();

    private final Clock clock;
    private final Counter retries;
    private final AxonConfiguration axon;
    private final CommandBus commands;
    private final Lanes lanes = new Lanes();

    public AxonLedger(EventStorageEngine journal, Rulebook rulebook, Clock clock) {
        this(journal, rulebook, clock, new CompositeMeterRegistry());
    }

    AxonLedger(EventStorageEngine journal, Rulebook rulebook, Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.retries = Counter.builder("jekasy.ledger.retries")
                .description("commands decided again because something about the same lots was recorded in between")
                .register(meters);
        this.axon = configurer(journal, rulebook, clock).start();
        this.commands = axon.getComponent(CommandBus.class);
    }

    /** Axon as the ledger uses it. On the bus a command has its own name ({@code RecordHarvest}); its payload is the whole {@link Request}. */
    static EventSourcingConfigurer configurer(EventStorageEngine journal, Rulebook rulebook, Clock clock) {
        AskedLately asked = new AskedLately();
        return EventSourcingConfigurer.create()
                .registerEventStorageEngine(axon -> journal)
                .registerTagResolver(axon ->
                        event -> event.payload() instanceof LedgerEntry entry ? axonTags(Tags.of(entry)) : Set.of())
                .messaging(messaging -> messaging.registerMessageTypeResolver(axon -> NAMES))
                // an entry carries its correlation itself
                .componentRegistry(components -> components.registerComponent(
                        CorrelationDataProviderRegistry.class, axon -> new DefaultCorrelationDataProviderRegistry()))
                .registerCommandHandlingModule(CommandHandlingModule.named("ledger")
                        .commandHandlers(handlers -> {
                            handlers.commandHandler(
                                    BATCH.qualifiedName(),
                                    (command, context) -> decide((Batch) payload(command), context, rulebook, asked));
                            handlers.commandHandler(
                                    PREVIEW.qualifiedName(),
                                    (command, context) ->
                                            answer(decideOn((Preview) payload(command), context, rulebook, asked)
                                                    .previewed()));
                            handlers.commandHandler(
                                    LOOK.qualifiedName(),
                                    (command, context) -> answer(known(((Look) payload(command)).tags(), context)));
                            handlers.commandHandler(
                                    FIND.qualifiedName(),
                                    (command, context) -> answer(found(((Find) payload(command)).entry(), context)));
                            for (Class<?> word : LedgerCommand.class.getPermittedSubclasses()) {
                                handlers.commandHandler(
                                        new QualifiedName(word.getSimpleName()),
                                        (command, context) -> decide(
                                                new Batch(List.of((Request) payload(command)), false, now(clock)),
                                                context,
                                                rulebook,
                                                asked));
                            }
                        }));
    }

    @Override
    public Outcome submit(Request request) {
        return submit(request, new Batch(List.of(request), false, now(clock))).getFirst();
    }

    @Override
    public List<Outcome> submit(List<Request> requests, boolean atomic) {
        Batch batch = new Batch(requests, atomic, now(clock));
        return submit(batch, batch);
    }

    @Override
    public List<Outcome> preview(List<Request> requests) {
        Preview preview = new Preview(new Batch(requests, false, now(clock)));
        List<Outcome> outcomes = new ArrayList<>();
        for (Object outcome : (List<?>) ask(preview)) {
            outcomes.add((Outcome) outcome);
        }
        return outcomes;
    }

    @Override
    public Optional<Receipt> receipt(EventId entry) {
        return ((Optional<?>) ask(new Find(entry))).map(Receipt.class::cast);
    }

    @Override
    public Lots known(Set<Tag> tags) {
        return (Lots) ask(new Look(tags));
    }

    // nothing is appended, so there is no race to lose
    private Object ask(Object question) {
        try {
            return payload(commands.dispatch(new GenericCommandMessage(NAMES.resolveOrThrow(question), question), null)
                    .join());
        } catch (CompletionException failure) {
            throw unavailable(failure);
        }
    }

    private static RuntimeException unavailable(CompletionException failure) {
        return switch (cause(failure)) {
            case JournalUnavailable away -> unavailable(away);
            case JournalBehind behind -> new LedgerBehind(behind.journal(), behind.topic(), behind);
            default -> failure;
        };
    }

    private List<Outcome> submit(Object command, Batch batch) {
        return lanes.within(Decided.concerns(batch), () -> {
            for (int attempt = 1; ; attempt++) {
                try {
                    CommandMessage message = new GenericCommandMessage(NAMES.resolveOrThrow(command), command);
                    return ((Decided) payload(commands.dispatch(message, null).join())).outcomes();
                } catch (CompletionException failure) {
                    if (!(cause(failure) instanceof AppendEventsTransactionRejectedException lost)) {
                        throw unavailable(failure);
                    }
                    if (attempt == TRIES) {
                        throw new LedgerUnavailable("too many others record about the same lots at this moment", lost);
                    }
                    retries.increment();
                    // another process won: give it room, each a different while
                    LockSupport.parkNanos(ThreadLocalRandom.current()
                            .nextLong(Duration.ofMillis(2L * attempt).toNanos()));
                }
            }
        });
    }

    @Override
    public void close() {
        axon.shutdown();
    }

    private static MessageStream.Single<CommandResultMessage> decide(
            Batch batch, ProcessingContext context, Rulebook rulebook, AskedLately asked) {
        EventStore events = context.component(EventStore.class);
        EventStoreTransaction journal = events.transaction(context);
        Decided decided = decideOn(batch, journal, rulebook, asked);
        record(decided, events, journal, context);
        return answer(decided);
    }

    private static Optional<Receipt> found(EventId entry, ProcessingContext context) {
        Found found = new Found();
        read(context.component(EventStore.class).transaction(context), Set.of(Tag.entry(entry)), found);
        return Optional.ofNullable(found.answered.get(entry)).map(answered -> Decided.receipt(answered.entry()));
    }

    private static Decided decideOn(Preview preview, ProcessingContext context, Rulebook rulebook, AskedLately asked) {
        return decideOn(preview.batch(), context.component(EventStore.class).transaction(context), rulebook, asked);
    }

    private static MessageStream.Single<CommandResultMessage> answer(Object answer) {
        return MessageStream.just(new GenericCommandResultMessage(new MessageType("Decided"), answer));
    }

    private static Lots known(Set<Tag> tags, ProcessingContext context) {
        Found found = new Found();
        read(context.component(EventStore.class).transaction(context), tags, found);
        return found.under(tags).lots();
    }

    private static Decided decideOn(Batch batch, EventStoreTransaction journal, Rulebook rulebook, AskedLately asked) {
        Set<Tag> read = new HashSet<>(Decided.concerns(batch));
        read.addAll(asked.with(read));
        Found found = new Found();
        read(journal, read, found);
        Map<Request, Set<Tag>> askedFor = new HashMap<>();
        while (true) {
            Decided decided = Decided.on(batch, found.under(read), found.answered, rulebook, OrderJson.INSTANCE);
            if (decided.notRead().isEmpty()) {
                askedFor.forEach(
                        (request, tags) -> asked.remember(request.command().concerns(request), tags));
                return decided;
            }
            decided.askedBy()
                    .forEach((request, tags) -> askedFor.computeIfAbsent(request, none -> new HashSet<>())
                            .addAll(tags));
            Set<Tag> more = new HashSet<>(decided.notRead());
            more.removeAll(read);
            if (more.isEmpty()) {
                throw new IllegalStateException("asked again for what was read: " + decided.notRead());
            }
            read.addAll(more);
            read(journal, more, found);
        }
    }

    // published, not appended to the transaction: only what is published do Axon's recorders see
    private static void record(
            Decided decided, EventStore events, EventStoreTransaction journal, ProcessingContext context) {
        if (decided.toRecord().isEmpty()) {
            return;
        }
        List<EventMessage> messages = new ArrayList<>();
        for (Decided.Answered answered : decided.toRecord()) {
            LedgerEntry entry = answered.entry();
            messages.add(new GenericEventMessage(
                    entry.eventId().text(),
                    Names.of(entry),
                    entry,
                    Map.of(PostgresJournal.REQUEST, answered.requestHash()),
                    entry.recordedAt()));
        }
        events.publish(context, messages).join();
        context.whenComplete(
                done -> decided.recordedUpTo(GlobalIndexConsistencyMarker.position(journal.appendPosition())));
    }

    private static void read(EventStoreTransaction journal, Set<Tag> tags, Found into) {
        List<Tag> all = List.copyOf(tags);
        for (int from = 0; from < all.size(); from += TAGS_AT_ONCE) {
            readAtOnce(journal, all.subList(from, Math.min(from + TAGS_AT_ONCE, all.size())), into);
        }
    }

    private static void readAtOnce(EventStoreTransaction journal, Collection<Tag> tags, Found into) {
        Set<EventCriteria> anyOf = axonTags(tags).stream()
                .map(tag -> EventCriteria.havingTags(tag))
                .collect(Collectors.toSet());
        journal.source(SourcingCondition.conditionFor(EventCriteria.either(anyOf)))
                .reduce(into, (found, next) -> {
                    found.add(next.message());
                    return found;
                })
                .join();
    }

    private static Set<org.axonframework.messaging.eventstreaming.Tag> axonTags(Collection<Tag> tags) {
        return tags.stream()
                .map(tag -> new org.axonframework.messaging.eventstreaming.Tag(tag.key(), tag.value()))
                .collect(Collectors.toSet());
    }

    private static LedgerUnavailable unavailable(JournalUnavailable away) {
        return away.isFull()
                ? new LedgerFull("the journal's disk is full", away)
                : new LedgerUnavailable("the journal does not answer", away);
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Object payload(Message message) {
        Object payload = message.payload();
        if (payload == null) {
            throw new IllegalArgumentException("no message of the ledger is empty");
        }
        return payload;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? cause(wrapped.getCause())
                : failure;
    }

    /** What was read: entries by their ids, and sums of the tags that are only summed. */
    private static final class Found {
        final Map<EventId, Decided.Answered> answered = new HashMap<>();
        final Map<Tag, Long> sums = new HashMap<>();

        void add(EventMessage message) {
            switch (message.payload()) {
                case LedgerEntry entry ->
                    answered.put(
                            entry.eventId(),
                            new Decided.Answered(entry, message.metadata().getOrDefault(PostgresJournal.REQUEST, "")));
                case PostgresJournal.Sum sum -> sums.put(Tag.parse(sum.tag()), sum.grams());
                case null, default -> {}
            }
        }

        History under(Set<Tag> tags) {
            return History.of(
                    tags,
                    answered.values().stream().map(Decided.Answered::entry).toList(),
                    sums);
        }
    }

    /** A batch to be decided and not recorded. */
    private record Preview(Batch batch) {}

    /** A question for what is known. */
    private record Look(Set<Tag> tags) {}

    /** A question for the receipt of an entry. */
    private record Find(EventId entry) {}

    /** Names by what a message holds; no class name is ever stored. */
    private static final class Names implements MessageTypeResolver {
        static MessageType of(LedgerEntry entry) {
            EventType type = EventType.of(entry.event());
            return new MessageType(type.name(), Integer.toString(type.version()));
        }

        @Override
        public MessageType resolveOrThrow(Object payload) {
            return resolve(payload)
                    .orElseThrow(() -> new IllegalArgumentException("no word of the ledger: " + payload));
        }

        @Override
        public Optional<MessageType> resolve(Object payload) {
            return switch (payload) {
                case LedgerEntry entry -> Optional.of(of(entry));
                case Request request ->
                    Optional.of(new MessageType(request.command().getClass().getSimpleName()));
                case Batch batch -> Optional.of(BATCH);
                case Preview preview -> Optional.of(PREVIEW);
                case Look look -> Optional.of(LOOK);
                case Find find -> Optional.of(FIND);
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<MessageType> resolve(Class<?> payloadType) {
            return Optional.empty();
        }
    }
}
