package org.jekasy.command.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Words nobody can guess. They are random enough that a plain hash keeps them. */
final class Codes {
    private static final SecureRandom CHANCE = new SecureRandom();

    private Codes() {}

    /** Of 128 bits, 22 characters. */
    static String code() {
        return random(16);
    }

    /** Of 256 bits, 43 characters. */
    static String secret() {
        return random(32);
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        CHANCE.nextBytes(bytes);
        return bytes;
    }

    static byte[] hash(String code) {
        return hash(code.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String random(int count) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(count));
    }
}
