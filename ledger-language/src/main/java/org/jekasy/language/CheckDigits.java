package org.jekasy.language;

/** The check digits of the trade: GS1 mod 10, ISO 6346 and ISO/IEC 7064 MOD 37,36. */
public final class CheckDigits {
    private static final String BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private CheckDigits() {}

    /** The GS1 mod-10 check digit of a run of digits: weights 3, 1, 3 … from the right (GS1 General Specifications 7.9). */
    public static char gs1(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int weight = (digits.length() - i) % 2 == 1 ? 3 : 1;
            sum += weight * (digits.charAt(i) - '0');
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    /** The ISO 6346 check digit of owner code, category letter and six digits (10 characters). */
    public static char iso6346(CharSequence text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = c <= '9' ? c - '0' : letterValue(c);
            sum += value << i;
        }
        return (char) ('0' + sum % 11 % 10);
    }

    // letters count from 10 on, leaving out the multiples of 11
    private static int letterValue(char letter) {
        int value = letter - 'A' + 10;
        if (value >= 11) {
            value++;
        }
        if (value >= 22) {
            value++;
        }
        if (value >= 33) {
            value++;
        }
        return value;
    }

    /** The ISO/IEC 7064 MOD 37,36 check character of a run of digits and upper-case letters. */
    public static char mod37x36(CharSequence text) {
        return mod37x36(text, text.length());
    }

    /** The same for the first {@code length} signs. */
    static char mod37x36(CharSequence text, int length) {
        int carry = 36;
        for (int i = 0; i < length; i++) {
            char sign = text.charAt(i);
            int sum = (carry + (sign <= '9' ? sign - '0' : sign - 'A' + 10)) % 36;
            carry = (sum == 0 ? 36 : sum) * 2 % 37;
        }
        return BASE_36.charAt((37 - carry) % 36);
    }
}
