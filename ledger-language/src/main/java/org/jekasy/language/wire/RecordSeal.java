package org.jekasy.language.wire;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The seal of a record in the topic: HMAC-SHA-256, with a key that only the relay and its followers know, over its position (8 bytes), its request hash
 * as it stands in its header (4 bytes of length, then itself) and its value, to the end. Whoever can write into the topic can neither make nor change
 * nor move a record that bears it. Any number of threads may use one.
 */
public final class RecordSeal {
    /** The header of a record that holds its seal: 32 bytes. */
    public static final String HEADER = "seal";

    /** The header of a record that holds the hash of the request it answers. */
    public static final String REQUEST_HASH = "requesthash";

    private static final int LEAST_KEY_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final Mac keyed;

    private RecordSeal(byte[] key) {
        try {
            keyed = Mac.getInstance(HMAC);
            keyed.init(new SecretKeySpec(key, HMAC));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * Seals with this key.
     *
     * @param key 32 bytes or more, in base64
     * @param setting where it comes from, for who has to mend it
     * @throws IllegalArgumentException when it is missing, no base64 or too short; the message says what to do and nothing of the key
     */
    public static RecordSeal with(@Nullable String key, String setting) {
        if (key == null || key.isBlank()) {
            throw refused(setting, "manque", "is missing");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException notBase64) {
            throw refused(setting, "n'est pas en base64", "is no base64");
        }
        if (bytes.length < LEAST_KEY_BYTES) {
            throw refused(
                    setting, "n'a que %d octets".formatted(bytes.length), "has only %d bytes".formatted(bytes.length));
        }
        return new RecordSeal(bytes);
    }

    private static IllegalArgumentException refused(String setting, String french, String english) {
        return new IllegalArgumentException(
                "%s %s : il faut la clé des sceaux du topic, au moins %d octets en base64 (openssl rand -base64 32), la même au relais et aux lecteurs. Le service ne démarre pas. / %s %s: it takes the key of the topic's seals, at least %d bytes in base64 (openssl rand -base64 32), the same for the relay and its followers. The service does not start."
                        .formatted(setting, french, LEAST_KEY_BYTES, setting, english, LEAST_KEY_BYTES));
    }

    /** The seal of a record: where it stands in the ledger, its request hash and its value, both exactly as sent. */
    public byte[] of(long position, byte[] requestHash, byte[] value) {
        Mac mac;
        try {
            mac = (Mac) keyed.clone();
        } catch (CloneNotSupportedException everyJavaCan) {
            throw new IllegalStateException(everyJavaCan);
        }
        mac.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(position)
                .putInt(requestHash.length)
                .flip());
        mac.update(requestHash);
        return mac.doFinal(value);
    }

    /** Whether this is that record's seal; in the same time however much of it is right. */
    public boolean isOn(long position, byte[] requestHash, byte @Nullable [] value, byte @Nullable [] seal) {
        return value != null && seal != null && MessageDigest.isEqual(of(position, requestHash, value), seal);
    }
}
