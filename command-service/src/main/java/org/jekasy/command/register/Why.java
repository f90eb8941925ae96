package org.jekasy.command.register;

import java.util.Locale;
import org.jekasy.command.ledger.Refusal;
import org.jekasy.language.Flag;
import org.jekasy.language.RuleCode;

/** Why a row, or a whole file, is not taken as it stands: the rule and one sentence to act on, French first. */
record Why(RuleCode code, String french, String english) {
    static Why of(Refusal refusal) {
        return new Why(refusal.code(), refusal.sentence(Locale.FRENCH), refusal.sentence(Locale.ENGLISH));
    }

    /** A flag has one sentence only: the one that stands in the ledger. */
    static Why of(Flag flag) {
        return new Why(flag.code(), flag.reason(), flag.reason());
    }

    static Why missing(String heading) {
        return new Why(RuleCode.E_FORM_01, "Il manque : " + heading + ".", "Missing: " + heading + ".");
    }

    static Why unreadable(String heading, String read, String wantedFrench, String wantedEnglish) {
        return new Why(
                RuleCode.E_FORM_01,
                "%s : « %s » ne peut pas être lu ; il faut %s.".formatted(heading, shown(read), wantedFrench),
                "%s: \"%s\" can not be read; it should be %s.".formatted(heading, shown(read), wantedEnglish));
    }

    /** Something the file names that nobody knows; {@code nearest} is the nearest known word, empty where none is near. */
    static Why unknown(String heading, String read, String nearest) {
        boolean near = !nearest.isEmpty();
        return new Why(
                RuleCode.E_REF_01,
                "%s : « %s » n’est pas connu.%s"
                        .formatted(heading, shown(read), near ? " Vouliez-vous dire « " + nearest + " » ?" : ""),
                "%s: \"%s\" is not known.%s"
                        .formatted(heading, shown(read), near ? " Did you mean \"" + nearest + "\"?" : ""));
    }

    String sentence(Locale locale) {
        return locale.getLanguage().equals("en") ? english : french;
    }

    /** What was read, short enough for a sentence. */
    static String shown(String read) {
        return read.codePointCount(0, read.length()) <= 60
                ? read
                : read.substring(0, read.offsetByCodePoints(0, 60)) + "…";
    }
}
