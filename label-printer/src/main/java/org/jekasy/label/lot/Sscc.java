package org.jekasy.label.lot;

import java.util.Map;
import java.util.regex.Pattern;

/** The number of a pallet: 18 digits, the last one the GS1 check digit. */
public record Sscc(String digits) {
    private static final Pattern FORM = Pattern.compile("[0-9]{18}");

    /** Takes the exact digits only; {@link #parse} forgives what people type. Refused with {@code VALUE_REFUSED}. */
    public Sscc {
        if (!FORM.matcher(digits).matches() || !checked(digits)) {
            throw new Refusal(
                    Reason.VALUE_REFUSED,
                    Map.of(
                            "name",
                            "sscc",
                            "value",
                            Refusal.shown(digits),
                            "allowed",
                            new Reason.Said(
                                    "Il faut 18 chiffres, dont le dernier contrôle les autres.",
                                    "It takes 18 digits, the last of which checks the others.")));
        }
    }

    /** Reads a number as typed: spaces and a leading {@code (00)} are forgiven, and the 00 that a scanner reads from the bars before it. */
    public static Sscc parse(String typed) {
        return new Sscc(
                typed.replaceAll("[\\s\\u00A0\\u202F]", "").replaceFirst("^(?:\\(00\\)|(?:]C1)?00(?=[0-9]{18}$))", ""));
    }

    private static boolean checked(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return sum % 10 == 0;
    }

    /** As it stands under the bars: {@code (00) 3 5212345 000000001 7}; the company's part differs in length, so it is not parted. */
    public String spoken() {
        return "(00) " + digits.charAt(0) + " " + digits.substring(1, 17) + " " + digits.charAt(17);
    }

    @Override
    public String toString() {
        return digits;
    }
}
