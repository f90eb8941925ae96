package org.jekasy.label.lot;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The numbers of single labels, drawn by chance so that none tells of another: eight signs out of 32, which makes 40 bits. Digits and capitals without 0, 1, I
 * and O, which are taken for one another, so that a number can be read out and takes little of a QR code.
 */
public final class Serials {
    private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 8;

    private final RandomGenerator chance;

    /** {@code chance} must be one that nobody can foresee. */
    public Serials(RandomGenerator chance) {
        this.chance = chance;
    }

    /** Whether this could be such a number. */
    public static boolean isOne(String text) {
        return text.length() == LENGTH && text.chars().allMatch(sign -> SIGNS.indexOf(sign) >= 0);
    }

    /** So many, each another. */
    public List<String> draw(int count) {
        Set<String> drawn = new LinkedHashSet<>();
        while (drawn.size() < count) {
            StringBuilder serial = new StringBuilder(LENGTH);
            for (int sign = 0; sign < LENGTH; sign++) {
                serial.append(SIGNS.charAt(chance.nextInt(SIGNS.length())));
            }
            drawn.add(serial.toString());
        }
        return List.copyOf(drawn);
    }
}
