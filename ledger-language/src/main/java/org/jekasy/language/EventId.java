package org.jekasy.language;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/** The UUID of one entry, made where the fact was recorded (version 7 on devices, version 5 by the import): the same id is the same entry. */
public record EventId(UUID uuid) implements Word, Comparable<EventId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public static EventId parse(String text) {
        // the JDK also reads groups of other lengths and signs: one id would have several spellings
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "eventId", text, "UUID");
        }
        return new EventId(UUID.fromString(text));
    }

    /** The name-based UUID (version 5, SHA-1) of a text within a name space (RFC 9562). */
    public static EventId ofName(UUID space, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(java.nio.ByteBuffer.allocate(16)
                    .putLong(space.getMostSignificantBits())
                    .putLong(space.getLeastSignificantBits())
                    .array());
            java.nio.ByteBuffer hash = java.nio.ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new EventId(new UUID(high, low));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-1", impossible);
        }
    }

    @Override
    public String text() {
        return uuid.toString();
    }

    @Override
    public int compareTo(EventId other) {
        return uuid.compareTo(other.uuid);
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
