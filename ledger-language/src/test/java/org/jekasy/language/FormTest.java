package org.jekasy.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The forms written out as regular expressions: what takes the one must take the other. */
class FormTest {
    private static final String LETTERS = "09aAfFgGzZR.-_/ é:@`[{";

    @Test
    void aNameIsOneToFortyLettersDigitsDotsDashesAndUnderscores() {
        same(
                "[A-Za-z0-9][A-Za-z0-9._-]{0,39}",
                Form::isName,
                List.of("COOP-KAD-01", "P.1_2", "a", "x".repeat(39), "x".repeat(40), ""));
    }

    @Test
    void aUuidIsThirtySixCharacters() {
        same(
                "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
                Form::isUuid, List.of("01980000-0000-7000-8000-00000000000a", "FFFFFFFF-ffff-7fff-8fff-ffffffffffff"));
    }

    @Test
    void aPreprintedCodeIsThirteenCharacters() {
        same("R[0-9A-Z]{4}[0-9]{7}[0-9A-Z]", text -> Form.is("RAAAA9999999A", text), List.of("RK7QF0000012Z"));
    }

    @Test
    void aDayOfTheYearIsThereOrNot() {
        for (int day = 0; day <= 999; day++) {
            String body = "26%03dK7QF0001".formatted(day);
            String code = body + CheckDigits.mod37x36(body);
            boolean taken;
            try {
                taken = LotId.parse(code).text().equals(code);
            } catch (Malformed refused) {
                taken = false;
            }
            assertThat(taken).as(code).isEqualTo(day <= 366);
        }
    }

    private static void same(String regularExpression, Predicate<String> form, List<String> begin) {
        Pattern pattern = Pattern.compile(regularExpression);
        Random chance = new Random(7);
        for (String text : begin) {
            assertThat(form.test(text)).as(text).isEqualTo(pattern.matcher(text).matches());
            for (int n = 0; n < 20_000; n++) {
                StringBuilder other = new StringBuilder(text);
                for (int change = chance.nextInt(3); change >= 0; change--) {
                    char c = LETTERS.charAt(chance.nextInt(LETTERS.length()));
                    int at = chance.nextInt(other.length() + 1);
                    if (chance.nextInt(4) == 0 || at == other.length()) {
                        other.insert(at, c);
                    } else if (chance.nextInt(4) == 0) {
                        other.deleteCharAt(at);
                    } else {
                        other.setCharAt(at, c);
                    }
                }
                assertThat(form.test(other.toString()))
                        .as(other.toString())
                        .isEqualTo(pattern.matcher(other).matches());
            }
        }
    }
}
