package org.jekasy.command.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jekasy.language.CodeBound;
import org.jekasy.language.CodesIssued;
import org.jekasy.language.CodesVoided;
import org.jekasy.language.LotId;
import org.jekasy.language.Roll;

/**
 * What the rules know of codes from rolls: which were given out, which are void, and for which lot one stands. Read by stretches of 1,000 serials, so that a
 * history stays short. A binding is written under its code and its lot, not under the stretch: two stickers of a roll are bound at the same time, while
 * voiding the roll stands in the way of both.
 */
final class Codes {
    private static final int STRETCH = 1_000;

    private final List<Roll> issued = new ArrayList<>();
    private final List<Roll> voided = new ArrayList<>();
    private final Map<LotId, LotId> bound = new HashMap<>();

    /** Which stretch of its issuer a code of a roll lies in. */
    static int stretch(LotId code) {
        return code.rollSerial() / STRETCH;
    }

    /** The stretches that a roll lies in. */
    static Set<Tag> tags(Roll roll) {
        Set<Tag> tags = new LinkedHashSet<>();
        for (int serial = roll.firstSerial(); serial <= roll.lastSerial(); serial += STRETCH) {
            tags.add(Tag.roll(LotId.ofRoll(roll.issuer(), serial)));
        }
        tags.add(Tag.roll(LotId.ofRoll(roll.issuer(), roll.lastSerial())));
        return tags;
    }

    static Roll roll(CodesIssued e) {
        return new Roll(e.issuer(), e.firstSerial(), e.lastSerial());
    }

    static Roll roll(CodesVoided e) {
        return new Roll(e.issuer(), e.firstSerial(), e.lastSerial());
    }

    void apply(CodesIssued e) {
        issued.add(roll(e));
    }

    void apply(CodesVoided e) {
        voided.add(roll(e));
    }

    void apply(CodeBound e) {
        bound.put(e.code(), e.lot());
    }

    /** Refuses to give out a code again. */
    void check(CodesIssued e) {
        Roll roll = roll(e);
        for (Roll before : issued) {
            if (before.issuer().equals(roll.issuer())
                    && before.firstSerial() <= roll.lastSerial()
                    && roll.firstSerial() <= before.lastSerial()) {
                throw new Refusal(
                        Reason.CODES_ISSUED,
                        "issuer",
                        roll.issuer(),
                        "firstSerial",
                        before.firstSerial(),
                        "lastSerial",
                        before.lastSerial());
            }
        }
    }

    /** Refuses to void what was never given out, and what is void already. */
    void check(CodesVoided e, Predicate<Tag> read) {
        Roll roll = roll(e);
        if (!tags(roll).stream().allMatch(read)) {
            return;
        }
        int missing = firstOutside(issued, roll);
        if (missing <= roll.lastSerial()) {
            throw new Refusal(Reason.CODE_NOT_ISSUED, "code", LotId.ofRoll(roll.issuer(), missing));
        }
        if (firstOutside(voided, roll) > roll.lastSerial()) {
            throw new Refusal(Reason.CODE_VOID, "code", LotId.ofRoll(roll.issuer(), roll.firstSerial()));
        }
    }

    /** Refuses a sticker whose code was not given out, is void, or stands for a lot. */
    void check(CodeBound e, Predicate<Tag> read) {
        if (read.test(Tag.roll(e.code())) && !(e.code().standsSwaps() && isIn(issued, e.code()))) {
            throw new Refusal(Reason.CODE_NOT_ISSUED, "code", e.code());
        }
        checkUsable(e.code(), read);
    }

    /** Refuses a code of a roll that is void or stands for another lot. */
    void checkUsable(LotId code, Predicate<Tag> read) {
        if (!code.isOfRoll()) {
            return;
        }
        checkNotVoid(code, read);
        LotId lot = bound.get(code);
        if (lot != null) {
            throw new Refusal(Reason.CODE_BOUND, "code", code, "lot", lot);
        }
    }

    /** Refuses a void code of a roll. */
    void checkNotVoid(LotId code, Predicate<Tag> read) {
        if (read.test(Tag.roll(code)) && isIn(voided, code)) {
            throw new Refusal(Reason.CODE_VOID, "code", code);
        }
    }

    private static boolean isIn(Collection<Roll> rolls, LotId code) {
        int serial = code.rollSerial();
        return rolls.stream()
                .anyMatch(roll -> roll.issuer().equals(code.issuer())
                        && roll.firstSerial() <= serial
                        && serial <= roll.lastSerial());
    }

    // the first serial of a roll that none of these has; beyond its end where they have it all
    private static int firstOutside(Collection<Roll> rolls, Roll roll) {
        int serial = roll.firstSerial();
        int before;
        do {
            before = serial;
            for (Roll each : rolls) {
                if (each.issuer().equals(roll.issuer())
                        && each.firstSerial() <= serial
                        && serial <= each.lastSerial()) {
                    serial = each.lastSerial() + 1;
                }
            }
        } while (serial > before && serial <= roll.lastSerial());
        return serial;
    }
}
