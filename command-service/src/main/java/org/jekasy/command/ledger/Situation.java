package org.jekasy.command.ledger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.language.Actor;
import org.jekasy.language.AliasAdded;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Delta;
import org.jekasy.language.EntryCorrected;
import org.jekasy.language.EntryVoided;
import org.jekasy.language.EventId;
import org.jekasy.language.Flag;
import org.jekasy.language.Grams;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.Measurement;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.Portion;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Sscc;
import org.jekasy.language.UnLocode;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.language.reference.Commune;
import org.jekasy.language.reference.Communes;
import org.jekasy.language.reference.Product;
import org.jekasy.language.reference.Products;
import org.jekasy.language.reference.Varieties;
import org.jekasy.language.reference.Variety;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a command is decided: who acts, when it happened, the histories that were read, the rulebook. Asking for something whose
 * history was not read throws {@link NotRead}.
 */
public final class Situation {
    /** How far a device's clock may run ahead. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    /** Later than this is flagged. */
    static final Duration LATE = Duration.ofDays(3);

    /** No paper of the trade is older; an earlier day is a mistyped one. */
    static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /** Longest text a person may type into one field. */
    static final int LONGEST_TEXT = 500;

    // percent; above it, added up, a second person has to agree (E-AUTH-01)
    private static final BigDecimal LARGEST_PLAIN_DIFFERENCE = new BigDecimal("2");

    /** What a command came to: the fact, the flags it carries, and whether a second person must agree to it first. */
    public record Decision(LedgerEvent event, List<Flag> flags, List<Warning> unconfirmed, boolean needsSecondPerson) {
        public Decision {
            flags = List.copyOf(flags);
            unconfirmed = List.copyOf(unconfirmed);
        }
    }

    private final Request request;
    private final Actor by;
    private final Instant occurredAt;
    private final Instant now;
    private final History history;
    private final Lots lots;
    private final Rulebook rulebook;
    private final List<Warning> warnings;
    private final boolean together;

    // what a correction takes the place of; null for all else
    private final @Nullable LedgerEvent replaced;

    private Situation(
            Request request,
            Actor by,
            Instant occurredAt,
            Instant now,
            History history,
            Lots lots,
            Rulebook rulebook,
            List<Warning> warnings,
            boolean together,
            @Nullable LedgerEvent replaced) {
        this.request = request;
        this.by = by;
        this.occurredAt = occurredAt;
        this.now = now;
        this.history = history;
        this.lots = lots;
        this.rulebook = rulebook;
        this.warnings = warnings;
        this.together = together;
        this.replaced = replaced;
    }

    /**
     * Decides a request. {@code together}: it is part of an atomic batch, so what its correction makes of later entries is judged at the end of the
     * batch with {@link #checkTogether}.
     *
     * @throws Refusal what can not be recorded
     * @throws NotRead more histories are needed
     */
    public static Decision decide(Request request, History history, Rulebook rulebook, Instant now, boolean together) {
        try {
            return decideReadable(request, history, rulebook, now, together);
        } catch (Malformed malformed) {
            // each mass is plausible in itself, but not what they come to together
            throw new Refusal(
                    Reason.OUT_OF_RANGE,
                    "field",
                    malformed.kind(),
                    "value",
                    malformed.read(),
                    "uom",
                    "g",
                    "min",
                    1,
                    "max",
                    Weight.MOST);
        }
    }

    private static Decision decideReadable(
            Request request, History history, Rulebook rulebook, Instant now, boolean together) {
        history.require(request.command().concerns(request));
        Situation situation = new Situation(
                request,
                request.by(),
                request.occurredAt(),
                now,
                history,
                history.lots(),
                rulebook,
                new ArrayList<>(),
                together,
                null);
        situation.checkTime();
        LedgerEvent event = request.command().decide(situation);
        history.require(Tags.of(event));
        situation.checkPossible(event);
        Whereabouts.check(situation, event);
        return situation.weigh(event);
    }

    /** After the last item of an atomic batch: refuses when a correction in it left a later entry impossible. */
    public static void checkTogether(History history, List<LedgerEntry> decided) {
        long first = decided.stream()
                .mapToLong(entry -> switch (entry.event()) {
                    case EntryCorrected c -> c.targetPosition();
                    case EntryVoided v -> v.targetPosition();
                    case LedgerEvent other -> Long.MAX_VALUE;
                })
                .min()
                .orElse(Long.MAX_VALUE);
        if (first < Long.MAX_VALUE) {
            refuseImpossibleAfter(history, first);
        }
    }

    static void refuseImpossibleAfter(History history, long position) {
        List<EventId> impossible = history.impossibleAfter(position);
        if (!impossible.isEmpty()) {
            throw new Refusal(Reason.LATER_ENTRIES_FAIL, "dependents", impossible);
        }
    }

    private void checkTime() {
        checkHappened(occurredAt);
        checkLate(occurredAt);
        Integer km = request.kmFromPlace();
        if (km != null && km > 5) {
            warn(Reason.FAR_FROM_PLACE, "km", km);
        }
    }

    /** A moment that has come, by a clock that may run a little ahead, and that somebody may remember. */
    void checkHappened(Instant moment) {
        if (moment.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw new Refusal(Reason.IN_THE_FUTURE, "occurredAt", moment, "now", now);
        }
        if (moment.isBefore(EARLIEST.atStartOfDay(ZoneOffset.UTC).toInstant())) {
            throw new Refusal(Reason.UNREADABLE, "field", "occurredAt", "read", moment);
        }
    }

    /** Warns once of what is recorded long after it happened; books typed in later and imports are late by nature. */
    void checkLate(Instant happened) {
        Duration late = Duration.between(happened, now);
        if (request.source().isLive()
                && late.compareTo(LATE) > 0
                && warnings.stream().noneMatch(warning -> warning.reason() == Reason.LATE)) {
            warn(Reason.LATE, "hours", late.toHours());
        }
    }

    private void checkPossible(LedgerEvent event) {
        switch (event) {
            // judged where they stand, with all that came after
            case EntryCorrected c -> {}
            case EntryVoided v -> {}
            case LedgerEvent other ->
                lots.check(new Fact(Long.MAX_VALUE, request.eventId(), occurredAt, other), history::isRead);
        }
    }

    private Decision weigh(LedgerEvent event) {
        List<Flag> flags = new ArrayList<>();
        List<Warning> unconfirmed = new ArrayList<>();
        for (Warning warning : warnings) {
            String reason = request.allConfirmed().stream()
                    .filter(confirmation -> confirmation.code() == warning.code())
                    .map(Confirmation::reason)
                    .findFirst()
                    .orElse(request.source().isLive() ? null : warning.sentence(Locale.FRENCH));
            if (reason == null) {
                unconfirmed.add(warning);
            } else {
                flags.add(new Flag(warning.code(), reason));
            }
        }
        return new Decision(event, flags, unconfirmed, request.command().needsSecondPerson(this));
    }

    // ---- who, when, how

    public Request request() {
        return request;
    }

    /** The organisation that acts. */
    public PartyId by() {
        return by.organisation();
    }

    /** Who acts: the organisation, and the person and device in it. */
    Actor actor() {
        return by;
    }

    public Instant occurredAt() {
        return occurredAt;
    }

    public Instant now() {
        return now;
    }

    public Rulebook rulebook() {
        return rulebook;
    }

    /** Something improbable: recorded only once confirmed. */
    public void warn(Reason reason, Object... namesAndValues) {
        warnings.add(new Warning(reason, Numbers.of(namesAndValues)));
    }

    /** True when this was warned of already. */
    boolean hasWarned(Reason reason) {
        return warnings.stream().anyMatch(warning -> warning.reason() == reason);
    }

    // ---- what is known

    Lots lots() {
        return lots;
    }

    /** The lot, known or not. */
    public Lot lot(LotId id) {
        history.require(Tag.lot(id));
        return lots.lot(id);
    }

    /** The lot, which must be known. */
    public Lot knownLot(LotId id) {
        Lot lot = lot(id);
        lot.birth();
        return lot;
    }

    /** The lots of portions, which must be known; read all at once. */
    public List<Lot> knownLots(Collection<Portion> portions) {
        Set<Tag> tags = new LinkedHashSet<>();
        portions.forEach(portion -> tags.add(Tag.lot(portion.lot())));
        history.require(tags);
        return portions.stream().map(portion -> knownLot(portion.lot())).toList();
    }

    /** A code for a lot to be made: not used before, from an issuer registered under the acting organisation. */
    public LotId newLot(LotId id) {
        Set<Tag> tags = new LinkedHashSet<>(Set.of(Tag.lot(id), Tag.issuer(id.issuer())));
        if (id.isOfRoll()) {
            tags.add(Tag.roll(id));
        }
        history.require(tags);
        ownIssuer(id.issuer());
        if (lots.lot(id).isKnown()) {
            throw new Refusal(Reason.LOT_EXISTS, "lot", id);
        }
        return id;
    }

    /** An issuer of codes that is registered under the acting organisation. */
    void ownIssuer(IssuerCode issuer) {
        history.require(Tag.issuer(issuer));
        PartyId owner = lots.issuer(issuer);
        if (owner == null) {
            throw new Refusal(Reason.UNKNOWN, "what", "issuer", "id", issuer);
        }
        if (!owner.equals(by())) {
            throw new Refusal(Reason.NOT_YOURS, "what", "issuer", "id", issuer, "owner", owner, "actor", by());
        }
    }

    public OrganisationRegistered organisation(PartyId id) {
        history.require(Tag.organisation(id));
        return known("organisation", id, lots.organisation(id));
    }

    /** A place who acts may name: to any other organisation an orchard is not there. */
    public PlaceRegistered place(PlaceId id) {
        history.require(Tag.place(id));
        return known("place", id, Concern.place(lots, id, by()) ? lots.place(id) : null);
    }

    /** A place, whosever it is: where goods came from that were sent to who acts. */
    PlaceRegistered anyPlace(PlaceId id) {
        history.require(Tag.place(id));
        return known("place", id, lots.place(id));
    }

    /** A producer of this organisation: any other's is not there. */
    public ProducerRegistered producer(ProducerId id, PartyId of) {
        history.require(Tag.producer(id));
        return known("producer", id, Concern.producer(lots, id, of) ? lots.producer(id) : null);
    }

    public Unit unit(Sscc id) {
        history.require(Tag.unit(id));
        return known("unit", id, lots.unit(id));
    }

    public Container container(ContainerNumber id) {
        history.require(Tag.container(id));
        return known("container", id, lots.container(id));
    }

    public Consignment consignment(ConsignmentId id) {
        history.require(Tag.consignment(id));
        return known("consignment", id, lots.consignment(id));
    }

    /** Grams that all other entries under a summed tag come to; a correction does not count what it takes the place of. */
    long sumOfOthers(Tag tag) {
        return history.sum(tag) - (replaced == null ? 0 : Tags.grams(replaced).getOrDefault(tag, 0L));
    }

    Lots.@Nullable Ticket ticket(Tag ticket) {
        history.require(ticket);
        return lots.ticket(ticket);
    }

    void require(Set<Tag> tags) {
        history.require(tags);
    }

    History history() {
        return history;
    }

    private static <T> T known(String what, Object id, @Nullable T found) {
        if (found == null) {
            throw new Refusal(Reason.UNKNOWN, "what", what, "id", id);
        }
        return found;
    }

    /** True while an organisation belongs to a union. */
    boolean isMember(PartyId union, PartyId member) {
        Tag tag = Tag.membership(union, member);
        history.require(tag);
        return lots.isMember(tag);
    }

    /** True while an owner lets another organisation see. */
    boolean isVisible(PartyId owner, PartyId reader) {
        Tag tag = Tag.visibility(owner, reader);
        history.require(tag);
        return lots.isVisible(tag);
    }

    /** A product of the reference table. */
    public ProductCode product(ProductCode code) {
        Products products = rulebook.reference().products();
        return inTable(
                "product",
                code,
                products.find(code),
                () -> products.nearest(code.text()).map(Product::code));
    }

    /** A variety of the reference table. */
    public VarietyCode variety(VarietyCode code) {
        Varieties varieties = rulebook.reference().varieties();
        return inTable(
                "variety",
                code,
                varieties.find(code),
                () -> varieties.nearest(code.text()).map(Variety::code));
    }

    /** A commune of the reference table. */
    public CommuneId commune(CommuneId id) {
        Communes communes = rulebook.reference().communes();
        return inTable(
                "commune",
                id,
                communes.find(id),
                () -> communes.nearest(id.text()).map(Commune::id));
    }

    private static <T> T inTable(String what, T id, Optional<?> found, Supplier<Optional<T>> nearest) {
        if (found.isPresent()) {
            return id;
        }
        Optional<T> near = nearest.get();
        throw near.isPresent()
                ? new Refusal(Reason.UNKNOWN_NEAREST, "what", what, "id", id, "nearest", near.get())
                : new Refusal(Reason.UNKNOWN, "what", what, "id", id);
    }

    /** A UN/LOCODE of the reference table. */
    public UnLocode locode(UnLocode code) {
        if (rulebook.reference().ports().find(code).isEmpty()) {
            throw new Refusal(Reason.UNKNOWN_LOCODE, "locode", code);
        }
        return code;
    }

    /** A day that has come: tomorrow is refused. */
    public LocalDate notInTheFuture(LocalDate day) {
        LocalDate today = LocalDate.ofInstant(now.plus(CLOCK_TOLERANCE), ZoneOffset.UTC);
        if (day.isAfter(today)) {
            throw new Refusal(Reason.IN_THE_FUTURE, "occurredAt", day, "now", today);
        }
        return day;
    }

    /** Refuses when two moments or days stand the wrong way round; their names go into the sentence. */
    static <T extends Comparable<? super T>> void checkOrder(String earlier, T earlierAt, String later, T laterAt) {
        if (laterAt.compareTo(earlierAt) < 0) {
            throw new Refusal(
                    Reason.BEFORE, "later", later, "laterAt", laterAt, "earlier", earlier, "earlierAt", earlierAt);
        }
    }

    /** A run of work on lots: it starts after they came to be, ends after it starts, and is told once it has ended. */
    void checkRun(Collection<Lot> inputs, Instant startedAt, Instant endedAt) {
        for (Lot input : inputs) {
            if (startedAt.isBefore(input.birth().at())) {
                throw new Refusal(
                        Reason.BEFORE_ITS_LOT,
                        "occurredAt",
                        startedAt,
                        "lot",
                        input.id(),
                        "bornAt",
                        input.birth().at());
            }
        }
        checkOrder("startedAt", startedAt, "endedAt", endedAt);
        checkOrder("endedAt", endedAt, "occurredAt", occurredAt);
    }

    /** Refuses a list that must not be empty. */
    static void checkGiven(String field, Collection<?> list) {
        if (list.isEmpty()) {
            throw new Refusal(Reason.MISSING, "field", field);
        }
    }

    /** New lots made of others: none is one of the inputs, all have a free code of one's own issuers. */
    void checkMade(Collection<Portion> inputs, Stream<LotId> made) {
        Set<LotId> used = inputs.stream().map(Portion::lot).collect(Collectors.toSet());
        made.forEach(lot -> {
            if (used.contains(lot)) {
                throw new Refusal(Reason.OWN_ANCESTOR, "lot", lot);
            }
            newLot(lot);
        });
    }

    static Weight sum(Collection<Portion> portions) {
        return new Weight(
                portions.stream().mapToLong(portion -> portion.weight().grams()).sum());
    }

    /** What is left of what went in; more out than in is refused. */
    static Grams loss(long in, long out) {
        if (out > in) {
            throw new Refusal(
                    Reason.PROCESS_UNBALANCED,
                    "inputs",
                    new Grams(in),
                    "outputs",
                    new Grams(out),
                    "difference",
                    new Grams(out - in));
        }
        return new Grams(in - out);
    }

    /** Words a person typed: not blank, and no longer than a note. */
    static String text(String field, String text) {
        if (text.isBlank()) {
            throw new Refusal(Reason.MISSING, "field", field);
        }
        if (text.length() > LONGEST_TEXT) {
            throw new Refusal(Reason.UNREADABLE, "field", field, "read", text.substring(0, 60) + "…");
        }
        return text;
    }

    /** As {@link #text(String, String)}, where it may be left out. */
    static @Nullable String optionalText(String field, @Nullable String text) {
        return text == null ? null : text(field, text);
    }

    /** Measured values whose names, units and methods can be read. */
    static void checkReadable(Collection<Measurement> measurements) {
        for (Measurement measurement : measurements) {
            text("parameter", measurement.parameter());
            text("unit", measurement.unit());
            optionalText("method", measurement.method());
        }
    }

    /** A lot that was already there when this happened. */
    public Lot existing(LotId id) {
        Lot lot = knownLot(id);
        Instant bornAt = lot.birth().at();
        if (occurredAt.isBefore(bornAt)) {
            throw new Refusal(Reason.BEFORE_ITS_LOT, "occurredAt", occurredAt, "lot", id, "bornAt", bornAt);
        }
        return lot;
    }

    /** A lot of which who acts holds something. */
    public Lot inHand(LotId id) {
        Lot lot = existing(id);
        if (lot.with(by()) > 0) {
            return lot;
        }
        ConsignmentId onItsWay = lot.travelsIn();
        if (lot.holders().isEmpty() && onItsWay != null) {
            throw new Refusal(Reason.LOT_ON_ITS_WAY, "lot", id, "consignment", onItsWay);
        }
        throw lot.holders().isEmpty()
                ? new Refusal(Reason.WRONG_STATE, "what", "lot", "id", id, "state", "NOT_IN_STOCK")
                : new Refusal(
                        Reason.NOT_THE_HOLDER,
                        "lot",
                        id,
                        "holder",
                        lot.holders().iterator().next(),
                        "actor",
                        by());
    }

    /** A number for a run, not used before. */
    public RunId newRun(RunId run) {
        history.require(Tag.run(run));
        if (lots.run(run) != null) {
            throw new Refusal(Reason.ALREADY_REGISTERED, "what", "run", "id", run);
        }
        return run;
    }

    @Nullable
    AliasAdded alias(String number) {
        history.require(Tag.alias(number));
        return lots.alias(number);
    }

    /** When the oldest harvest or delivery in these lots was recorded: read back through all they were made of. */
    Instant oldestOrigin(Collection<Lot> inputs) {
        Instant oldest = occurredAt;
        Set<LotId> seen = new LinkedHashSet<>();
        Set<LotId> level = new LinkedHashSet<>();
        inputs.forEach(input -> level.add(input.id()));
        while (seen.addAll(level)) {
            Set<LotId> parents = new LinkedHashSet<>();
            history.require(level.stream().map(Tag::lot).collect(Collectors.toSet()));
            for (LotId id : level) {
                Lot lot = lots.lot(id);
                if (lot.isKnown() && lot.birth().at().isBefore(oldest)) {
                    oldest = lot.birth().at();
                }
                parents.addAll(lot.parents);
            }
            level.clear();
            level.addAll(parents);
        }
        return oldest;
    }

    /** The day of a weighing: the one given, else that of {@code occurredAt}. Neither in the future nor after it was weighed. */
    LocalDate workedOn(String field, @Nullable LocalDate given) {
        LocalDate weighedOn = LocalDate.ofInstant(occurredAt, ZoneOffset.UTC);
        if (given == null) {
            return weighedOn;
        }
        notInTheFuture(given);
        checkOrder(field, given, "occurredAt", weighedOn);
        if (given.isBefore(EARLIEST)) {
            throw new Refusal(Reason.UNREADABLE, "field", field, "read", given);
        }
        checkLate(given.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        return given;
    }

    /** The season of a day; another one would hide what a producer delivered. */
    static SeasonId season(@Nullable SeasonId given, SeasonId ofTheDay, LocalDate day) {
        if (given != null && !given.equals(ofTheDay)) {
            throw new Refusal(Reason.WRONG_SEASON, "season", given, "day", day, "expected", ofTheDay);
        }
        return ofTheDay;
    }

    /** A weighing ticket that is no lot yet. */
    void newTicket(PartyId cooperative, SeasonId season, String number) {
        text("ticket", number);
        Lots.Ticket used = ticket(Tag.ticket(cooperative, season, number));
        if (used != null) {
            throw new Refusal(
                    Reason.TICKET_USED, "ticket", used.number(), "cooperative", cooperative, "lot", used.lot());
        }
    }

    /** What is claimed of a lot at its origin must be held by its producer. */
    static void checkClaims(Collection<Claim> claims, ProducerRegistered producer) {
        for (Claim claim : claims) {
            if (!producer.claims().contains(claim)) {
                throw new Refusal(Reason.CLAIM_NOT_HELD, "claim", claim, "why", producer.producer());
            }
        }
    }

    // ---- rules that several commands share

    /** A value against a row of {@code validation_ranges.csv}: impossible is refused, unusual warned of. True when it is unusual. */
    public boolean within(String rule, BigDecimal value) {
        return rulebook.band(rule).admit(value, this);
    }

    /** Grams as kilograms, exactly. */
    public static BigDecimal kilograms(long grams) {
        return BigDecimal.valueOf(grams, 3);
    }

    /** Claims in the order of their enum, so that the same request is always written the same. */
    static @Nullable Set<Claim> inOrder(@Nullable Set<Claim> claims) {
        return claims == null ? null : java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(claims));
    }

    /** A difference booked above 2 % of what it is booked on is improbable: more than scales and drying explain. */
    void checkDifference(Delta delta, Weight of) {
        BigDecimal percent = BigDecimal.valueOf(delta.size().grams())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(of.grams()), 1, java.math.RoundingMode.HALF_UP);
        if (percent.compareTo(LARGEST_PLAIN_DIFFERENCE) > 0) {
            warn(
                    Reason.LARGE_DIFFERENCE,
                    "difference",
                    delta,
                    "of",
                    of,
                    "percent",
                    percent,
                    "limit",
                    LARGEST_PLAIN_DIFFERENCE);
        }
    }

    /** More than 2 % of a weight. */
    boolean isLarge(long grams, Weight of) {
        return BigDecimal.valueOf(grams)
                        .multiply(BigDecimal.valueOf(100))
                        .compareTo(LARGEST_PLAIN_DIFFERENCE.multiply(BigDecimal.valueOf(of.grams())))
                > 0;
    }

    /** Each named once. */
    static void eachOnce(String field, Collection<?> named) {
        Set<Object> seen = new LinkedHashSet<>();
        for (Object one : named) {
            if (!seen.add(one)) {
                throw new Refusal(Reason.TWICE, "field", field, "id", one);
            }
        }
    }

    static Refusal notYours(String what, Object id, PartyId owner, PartyId actor) {
        return new Refusal(Reason.NOT_YOURS, "what", what, "id", id, "owner", owner, "actor", actor);
    }

    /** Refuses who speaks for another organisation: an operator may for all, a union for its members. */
    void checkSpeaksFor(PartyId owner) {
        if (owner.equals(by())) {
            return;
        }
        history.require(Set.of(Tag.organisation(by()), Tag.membership(by(), owner)));
        OrganisationRegistered own = lots.organisation(by());
        boolean union = own != null && own.kind() == OrganisationKind.UNION && isMember(by(), owner);
        if (!union && !isOperator(own)) {
            throw notYours("organisation", owner, owner, by());
        }
    }

    /** True for who brought this organisation into the register. */
    boolean isRegistrarOf(PartyId organisation) {
        history.require(Tag.organisation(organisation));
        return by().equals(history.registrar(known -> known.organisation().equals(organisation)));
    }

    /**
     * Refuses an organisation that may hold any lot or let others in, unless an operator brings it in, or whoever began this ledger: somebody has to be the
     * first.
     */
    void checkBringsIn(OrganisationKind kind) {
        if (kind != OrganisationKind.OPERATOR && !judgesAnyLot(kind)) {
            return;
        }
        history.require(Set.of(Tag.organisation(by()), Tag.organisations()));
        PartyId first = history.registrar(any -> true);
        if (first != null && !first.equals(by()) && !isOperator(lots.organisation(by()))) {
            throw new Refusal(Reason.NOT_AN_OPERATOR, "kind", kind, "actor", by());
        }
    }

    private static boolean isOperator(@Nullable OrganisationRegistered known) {
        return known != null && known.kind() == OrganisationKind.OPERATOR;
    }

    /** Who may hold, recall, certify and label a lot: who holds or ever held some of it, plant health, certifiers and authorities. */
    void mayJudge(Lot lot) {
        if (lot.wasWith(by())) {
            return;
        }
        if (!judgesAnyLot(organisation(by()).kind())) {
            throw new Refusal(
                    Reason.NOT_THE_HOLDER,
                    "lot",
                    lot.id(),
                    "holder",
                    lot.holders().stream().findFirst().map(PartyId::text).orElse("–"),
                    "actor",
                    by());
        }
    }

    /** Plant health, certifiers and authorities: whoever holds a lot. */
    private static boolean judgesAnyLot(OrganisationKind kind) {
        return switch (kind) {
            case PLANT_HEALTH, CERTIFIER, CONTROL_BODY, AUTHORITY -> true;
            case COOPERATIVE,
                    WOMENS_GROUP,
                    UNION,
                    STATION,
                    PROCESSOR,
                    EXPORTER,
                    IMPORTER,
                    COMMUNE,
                    CERCLE,
                    REGION,
                    CARRIER,
                    OPERATOR -> false;
        };
    }

    // ---- corrections

    /** The same request seen from just before an earlier entry: what its correction is decided on. */
    Situation asOf(LedgerEntry target, Instant happenedAt) {
        return new Situation(
                request,
                target.by(),
                happenedAt,
                now,
                history,
                history.before(target.position()),
                rulebook,
                warnings,
                together,
                history.inForce(target));
    }

    /** The same situation for another request: the one that should have been given. */
    Situation with(Request asGiven) {
        return new Situation(asGiven, by, occurredAt, now, history, lots, rulebook, warnings, together, replaced);
    }

    /** True in an atomic batch: later entries are judged when all of it was decided. */
    boolean isTogether() {
        return together;
    }
}
