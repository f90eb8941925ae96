package org.jekasy.command.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The six digits of an authenticator (RFC 6238): SHA-1, half a minute, one step of grace to either side. */
final class TimeCode {
    private static final int STEP_SECONDS = 30;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private TimeCode() {}

    /** The step whose code this is, if it is one later than {@code used}: a code counts once. */
    static OptionalLong accept(byte[] secret, String code, long used, Instant now) {
        long step = now.getEpochSecond() / STEP_SECONDS;
        OptionalLong accepted = OptionalLong.empty();
        for (long each = step - 1; each <= step + 1; each++) {
            // every step is compared, whichever fits: how long it takes says nothing
            if (MessageDigest.isEqual(at(secret, each).getBytes(US_ASCII), code.getBytes(US_ASCII)) && each > used) {
                accepted = OptionalLong.of(each);
            }
        }
        return accepted;
    }

    static String now(byte[] secret, Instant now) {
        return at(secret, now.getEpochSecond() / STEP_SECONDS);
    }

    private static String at(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As it is typed into an authenticator by hand. */
    static String base32(byte[] secret) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte each : secret) {
            bits = (bits << 8) | (each & 0xff);
            held += 8;
            while (held >= 5) {
                text.append(BASE32.charAt((bits >> (held - 5)) & 31));
                held -= 5;
                bits &= (1 << held) - 1;
            }
        }
        return held == 0
                ? text.toString()
                : text.append(BASE32.charAt((bits << (5 - held)) & 31)).toString();
    }
}
