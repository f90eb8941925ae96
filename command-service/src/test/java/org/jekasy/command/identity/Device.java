package org.jekasy.command.identity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import org.jekasy.language.wire.EventJson;
import tools.jackson.databind.JsonNode;

/** A device with one passkey, and the browser before it. What it says of itself can be made untrue, which no browser lets anybody do. */
final class Device {
    private static final byte PRESENT = 0x01;
    private static final byte VERIFIED = 0x04;
    private static final byte WITH_KEY = 0x40;

    private final KeyPair keys = keys();
    private final byte[] id = Codes.bytes(16);
    byte[] handle = new byte[0];

    /** What it says its key is called, beside what it vouches for. */
    byte[] claimed = id;

    String origin;
    String rpId = "localhost";
    boolean verifies = true;
    int count = 1;

    Device(String origin) {
        this.origin = origin;
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Makes its key for what a page asks. */
    String makes(JsonNode asked) {
        handle = decoded(asked.path("user").path("id").asString());
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        byte[] authenticator = joined(
                said(WITH_KEY),
                new byte[16],
                ByteBuffer.allocate(2).putShort((short) id.length).array(),
                id,
                // a map of five: kind EC2, algorithm ES256, curve P-256, and the two coordinates
                new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32},
                coordinate(key.getW().getAffineX().toByteArray()),
                new byte[] {0x22, 0x58, 32},
                coordinate(key.getW().getAffineY().toByteArray()));
        byte[] attestation = joined(
                new byte[] {(byte) 0xa3},
                word("fmt"),
                word("none"),
                word("attStmt"),
                new byte[] {(byte) 0xa0},
                word("authData"),
                new byte[] {0x58, (byte) authenticator.length},
                authenticator);
        return answer(Map.of(
                "clientDataJSON", encoded(client("webauthn.create", asked)),
                "attestationObject", encoded(attestation),
                "transports", new String[] {"internal"}));
    }

    /** Proves that it has the key. */
    String proves(JsonNode asked) {
        byte[] client = client("webauthn.get", asked);
        byte[] authenticator = said((byte) 0);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(authenticator);
            signature.update(hash(client));
            return answer(Map.of(
                    "clientDataJSON", encoded(client),
                    "authenticatorData", encoded(authenticator),
                    "signature", encoded(signature.sign()),
                    "userHandle", encoded(handle)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String answer(Map<String, Object> response) {
        return EventJson.mapper()
                .writeValueAsString(Map.of(
                        "id", encoded(claimed),
                        "rawId", encoded(claimed),
                        "type", "public-key",
                        "response", response,
                        "clientExtensionResults", Map.of()));
    }

    private byte[] client(String what, JsonNode asked) {
        return EventJson.mapper()
                .writeValueAsBytes(Map.of(
                        "type",
                        what,
                        "challenge",
                        asked.path("challenge").asString(),
                        "origin",
                        origin,
                        "crossOrigin",
                        false));
    }

    private byte[] said(byte more) {
        byte flags = (byte) (PRESENT | more | (verifies ? VERIFIED : 0));
        return joined(
                hash(rpId.getBytes(StandardCharsets.UTF_8)),
                new byte[] {flags},
                ByteBuffer.allocate(4).putInt(count).array());
    }

    private static byte[] word(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        return joined(new byte[] {(byte) (0x60 + bytes.length)}, bytes);
    }

    // a number of Java may have a zero before it, or be shorter
    private static byte[] coordinate(byte[] number) {
        byte[] all = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, all, 32 - length, length);
        return all;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
