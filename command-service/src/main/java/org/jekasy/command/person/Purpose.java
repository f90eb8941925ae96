package org.jekasy.command.person;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;

/** What a person may agree to. Each purpose is about one thing, and only that is handed on for it. */
enum Purpose {
    /** The name, told to a buyer. */
    NAME_TO_BUYER,
    /** The telephone number, to be called in a recall. */
    PHONE_FOR_RECALL,
    /** The exact position of the orchards, for due diligence on deforestation. */
    POSITION_FOR_EUDR,
    /** The photo, shown to a buyer. */
    PHOTO_TO_BUYER;

    /** The word in addresses and bodies: {@code name-to-buyer}. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static Purpose parse(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Malformed(
                        RuleCode.E_FORM_01,
                        "purpose",
                        word,
                        Arrays.stream(values()).map(Purpose::word).collect(Collectors.joining(" | "))));
    }

    @Override
    public String toString() {
        return word();
    }
}
