package org.jekasy.query.page;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.reference.ReferenceData;
import org.jekasy.query.label.Serial;
import org.jekasy.query.label.SerialState;
import org.jekasy.query.label.Serials;
import org.jekasy.query.lot.LotPage;
import org.jekasy.query.lot.LotPages;
import org.jekasy.query.lot.LotState;
import org.jekasy.query.origin.OriginPage;
import org.jekasy.query.origin.OriginPages;
import org.jekasy.query.origin.Week;
import org.jekasy.query.read.Snapshot;
import org.jekasy.query.register.CommuneName;
import org.jekasy.query.register.Names;
import org.jekasy.query.register.PartyName;
import org.jekasy.query.register.PlaceName;
import org.jekasy.query.register.VarietyName;
import org.jekasy.query.roll.RollPages;
import org.jekasy.query.roll.Sticker;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells a lot in words. What is public is chosen here: nothing of a grower, no price, no ticket, no staff. */
@Component
class PublicPages {
    /** What GS1 allows a serial; of anything longer nobody needs to read more. */
    private static final int LONGEST_NUMBER = 20;

    private final LotPages lots;
    private final OriginPages origins;
    private final RollPages rolls;
    private final Serials serials;
    private final Way way;
    private final Names names;
    private final Snapshot snapshot;
    private final MessageSource words;
    private final Clock clock;

    PublicPages(
            LotPages lots,
            OriginPages origins,
            RollPages rolls,
            Serials serials,
            Way way,
            Names names,
            Snapshot snapshot,
            MessageSource words,
            Clock clock) {
        this.lots = lots;
        this.origins = origins;
        this.rolls = rolls;
        this.serials = serials;
        this.way = way;
        this.names = names;
        this.snapshot = snapshot;
        this.words = words;
        this.clock = clock;
    }

    /** How a code of a roll stands; null where it is none, or a lot's own. */
    @Nullable
    Sticker sticker(LotId code) {
        return code.isOfRoll()
                ? snapshot.now(at -> Optional.ofNullable(rolls.sticker(code))).orElse(null)
                : null;
    }

    /** The page of a lot, or of the one that the sticker which was scanned is bound to; {@code serial}: opened by the address of this one label. */
    PublicPage page(LotId code, @Nullable Sticker sticker, @Nullable String serial, Locale locale) {
        LotId bound = sticker == null ? null : sticker.lot();
        LotId lot = bound == null ? code : bound;
        Texts texts = new Texts(words, locale);
        LotPage page = lots.page(lot, null);
        OriginPage origin = origins.page(lot, page.position());
        List<PublicPage.Step> steps = snapshot.walk(page.position(), at -> steps(way.of(lot, at), at, texts));
        return new PublicPage(
                lot.text(),
                bound == null ? null : code.text(),
                serial == null ? null : label(snapshot.walk(page.position(), at -> serials.of(lot, serial, at)), texts),
                page.state() == LotState.VOIDED,
                status(page, texts),
                title(page, texts),
                certified(page, texts),
                facts(page, texts),
                steps,
                List.of(
                        shares("by.cooperative", largestFirst(origin.cooperatives()), PartyName::name, texts),
                        shares("by.commune", largestFirst(origin.communes()), PublicPages::commune, texts),
                        shares("by.week", origin.weeks(), week -> week(week, texts), texts)),
                origin.possible(),
                certificates(page, texts),
                notices(page, texts),
                texts.day(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }

    private static PublicPage.Label label(Serial serial, Texts texts) {
        String number = serial.serial();
        return switch (serial.state()) {
            case ISSUED -> new PublicPage.Label(number, false, null);
            case VOID, UNKNOWN -> {
                boolean gone = serial.state() == SerialState.VOID;
                // what was never issued may be anything
                String shown =
                        gone || number.length() <= LONGEST_NUMBER ? number : number.substring(0, LONGEST_NUMBER) + "…";
                String key = "label." + (gone ? "void" : "unknown");
                yield new PublicPage.Label(
                        shown,
                        gone,
                        new PublicPage.Status("stop", texts.word(key), texts.word(key + ".explained", shown)));
            }
        };
    }

    private static PublicPage.Status status(LotPage page, Texts texts) {
        if (page.state() == LotState.VOIDED) {
            return status("stop", "voided", texts);
        }
        if (page.recalled()) {
            return status("stop", "recalled", texts);
        }
        if (page.held()) {
            return status("stop", "held", texts);
        }
        return switch (page.state()) {
            case VOIDED -> status("stop", "voided", texts);
            case HELD -> status("stop", "held", texts);
            case AVAILABLE -> status("good", "available", texts);
            case IN_TRANSIT -> status("moving", "transit", texts);
            case EXHAUSTED -> status("still", "exhausted", texts);
            case DISPOSED -> status("still", "disposed", texts);
        };
    }

    private static PublicPage.Status status(String style, String key, Texts texts) {
        return new PublicPage.Status(style, texts.word("status." + key), texts.word("status." + key + ".explained"));
    }

    private static String title(LotPage page, Texts texts) {
        String product =
                texts.isEnglish() ? page.product().en() : page.product().fr();
        VarietyName variety = page.variety();
        String what = variety == null ? product : product + " " + variety.name();
        String where = page.communes().size() == 1 ? page.communes().getFirst().name() : cercles(page);
        String named = Character.toUpperCase(what.charAt(0)) + what.substring(1);
        return where.isEmpty() ? named : texts.word("title", named, where);
    }

    private static String cercles(LotPage page) {
        return page.communes().stream()
                .map(CommuneName::cercle)
                .filter(Objects::nonNull)
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String certified(LotPage page, Texts texts) {
        return page.claims().isEmpty()
                ? null
                : page.claims().stream()
                        .map(claim -> texts.word("claim." + claim))
                        .collect(Collectors.joining(", "));
    }

    private static List<PublicPage.Line> facts(LotPage page, Texts texts) {
        List<PublicPage.Line> facts = new ArrayList<>();
        if (!page.cooperatives().isEmpty()) {
            facts.add(line(
                    page.cooperatives().size() == 1 ? "cooperative" : "cooperatives",
                    page.cooperatives().size() > 3
                            ? texts.word(
                                    "cooperatives.many", page.cooperatives().size())
                            : page.cooperatives().stream().map(PartyName::name).collect(Collectors.joining(", ")),
                    texts));
        }
        if (!page.communes().isEmpty()) {
            facts.add(line(
                    page.communes().size() == 1 ? "commune" : "communes",
                    page.communes().size() > 8
                            ? texts.word("communes.many", page.communes().size(), cercles(page))
                            : page.communes().stream().map(PublicPages::commune).collect(Collectors.joining(", ")),
                    texts));
        }
        LocalDate from = page.harvestedFrom();
        LocalDate to = page.harvestedTo();
        if (from != null && to != null) {
            facts.add(line("harvested", texts.days(from, to), texts));
        }
        facts.add(line("weight", texts.kilograms(page.registered().grams()), texts));
        LotPage.Packing packing = page.made().packing();
        if (packing != null) {
            facts.add(line("cartons", cartons(packing, texts), texts));
        }
        for (LotPage.Treatment treatment : page.treatments()) {
            facts.add(line(
                    "treatment",
                    texts.word(
                            "treated",
                            method(treatment.method(), texts),
                            texts.day(treatment.on()),
                            place(treatment.facility())),
                    texts));
        }
        return facts;
    }

    private static String cartons(LotPage.Packing packing, Texts texts) {
        var net = packing.netPerUnit();
        return net == null
                ? Integer.toString(packing.count())
                : texts.word("cartons.of", packing.count(), texts.kilograms(net.grams()));
    }

    private static PublicPage.Line line(String key, String text, Texts texts) {
        return new PublicPage.Line(texts.word(key), text);
    }

    private List<PublicPage.Step> steps(List<Way.Step> steps, long at, Texts texts) {
        List<PartyId> parties = steps.stream()
                .flatMap(step -> Stream.of(step.party(), step.toParty()))
                .filter(Objects::nonNull)
                .toList();
        List<PlaceId> places = steps.stream()
                .flatMap(step -> Stream.of(step.place(), step.toPlace()))
                .filter(Objects::nonNull)
                .toList();
        Names.Known known = names.of(parties, places, at);
        return steps.stream().map(step -> step(step, known, texts)).toList();
    }

    private static PublicPage.Step step(Way.Step step, Names.Known known, Texts texts) {
        String method = step.method();
        String what = step.count() > 1
                ? texts.word("step." + step.what() + ".many", step.count())
                : texts.word("step." + step.what());
        if (step.what() == Way.What.PROCESS || step.what() == Way.What.TREATMENT) {
            what = method == null ? what : texts.word("by.method", what, method(method, texts));
        }
        PartyId party = step.party();
        PartyId to = step.toParty();
        String who = party == null ? null : known.party(party).name();
        if (who != null && to != null) {
            who = texts.word("from.to", who, known.party(to).name());
        }
        return new PublicPage.Step(
                step.first().toString(),
                texts.days(step.first(), step.last()),
                what,
                where(step, known, texts),
                who,
                step.grams() == 0 ? null : texts.kilograms(step.grams()));
    }

    private static @Nullable String where(Way.Step step, Names.Known known, Texts texts) {
        var commune = step.commune();
        var port = step.port();
        PlaceId place = step.place();
        PlaceId to = step.toPlace();
        if (commune != null) {
            return commune(CommuneName.of(commune));
        }
        if (port != null) {
            return ReferenceData.shipped().ports().name(port);
        }
        if (place == null) {
            return null;
        }
        String from = place(known.place(place));
        return to == null ? from : texts.word("from.to", from, place(known.place(to)));
    }

    private static String place(PlaceName place) {
        CommuneName commune = place.commune();
        String name = place.name();
        if (name != null) {
            return name;
        }
        return commune == null ? place.id().text() : commune.name();
    }

    private static String commune(CommuneName commune) {
        String cercle = commune.cercle2023() == null ? commune.cercle() : commune.cercle2023();
        return cercle == null || cercle.equals(commune.name()) ? commune.name() : commune.name() + " (" + cercle + ")";
    }

    private static String method(@Nullable String method, Texts texts) {
        return method == null ? "" : texts.wordOr("method." + method, method);
    }

    private static String week(Week week, Texts texts) {
        return texts.word("week", week.number(), Integer.toString(week.year()));
    }

    private static <T> List<OriginPage.Share<T>> largestFirst(List<OriginPage.Share<T>> shares) {
        return shares.stream()
                .sorted(Comparator.comparingLong(
                                (OriginPage.Share<T> share) -> share.weight().grams())
                        .reversed())
                .toList();
    }

    private static <T> PublicPage.Shares shares(
            String by, List<OriginPage.Share<T>> shares, Function<T, String> named, Texts texts) {
        return PublicPage.Shares.of(
                texts.word(by),
                shares.stream()
                        .map(share -> {
                            T of = share.of();
                            return new PublicPage.Share(
                                    of == null ? texts.word("unknown") : named.apply(of),
                                    texts.kilograms(share.weight().grams()),
                                    texts.percent(share.percent()),
                                    share.percent().intValue());
                        })
                        .toList());
    }

    private List<PublicPage.Certificate> certificates(LotPage page, Texts texts) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return page.certificates().stream()
                .map(certificate -> {
                    LocalDate to = certificate.validTo();
                    boolean expired = to != null && to.isBefore(today);
                    String validity = to == null
                            ? texts.word("issued.on", texts.day(certificate.issuedOn()))
                            : texts.word(expired ? "expired.on" : "valid.to", texts.day(to));
                    return new PublicPage.Certificate(
                            texts.word("certificate." + certificate.kind()),
                            certificate.number(),
                            certificate.issuer(),
                            validity,
                            expired);
                })
                .toList();
    }

    private static List<PublicPage.Notice> notices(LotPage page, Texts texts) {
        List<PublicPage.Notice> notices = new ArrayList<>();
        page.recalls().stream()
                .filter(recall -> recall.closed() == null)
                .forEach(recall -> notices.add(
                        notice(recall.since(), texts.word("notice.recall", recall.recall(), recall.hazard()), texts)));
        page.holds().stream()
                .filter(hold -> hold.released() == null)
                .forEach(hold -> notices.add(
                        notice(hold.since(), texts.word("notice.hold", texts.word("hold." + hold.reason())), texts)));
        page.corrections()
                .forEach(correction -> notices.add(notice(
                        correction.at(),
                        texts.word(
                                correction.voided() ? "notice.voided" : "notice.corrected",
                                texts.word("correct." + correction.reason()),
                                correction.by().name()),
                        texts)));
        return notices;
    }

    private static PublicPage.Notice notice(Instant at, String text, Texts texts) {
        return new PublicPage.Notice(texts.day(LocalDate.ofInstant(at, ZoneOffset.UTC)), text);
    }
}
