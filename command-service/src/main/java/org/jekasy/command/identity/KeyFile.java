package org.jekasy.command.identity;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.List;
import java.util.Set;

/** The keys of signing in, in one file only its owner can read: P-256 to sign tokens, AES-256 to seal the authenticators' secrets. */
final class KeyFile {
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rw-------");

    private final JWKSet signing;
    private final OctetSequenceKey seal;

    private KeyFile(JWKSet all) {
        List<JWK> signatures = all.getKeys().stream()
                .filter(key -> KeyUse.SIGNATURE.equals(key.getKeyUse()))
                .toList();
        this.signing = new JWKSet(signatures);
        this.seal = all.getKeys().stream()
                .filter(OctetSequenceKey.class::isInstance)
                .map(OctetSequenceKey.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the key file has no key to seal with"));
        if (signatures.isEmpty()) {
            throw new IllegalStateException("the key file has no key to sign with");
        }
    }

    /** Opens the file, or makes it at the first start. A file that others can read is refused. */
    static KeyFile in(Path folder) {
        Path file = folder.resolve("keys.json");
        try {
            if (!Files.exists(file)) {
                try {
                    write(file, fresh().toString(false));
                } catch (FileAlreadyExistsException another) {
                    // a second process was quicker: its keys are ours
                }
            }
            if (!OURS.containsAll(Files.getPosixFilePermissions(file))) {
                throw new IllegalStateException("D’autres peuvent lire " + file
                        + " : chmod 600, puis remplacez les clés si un autre a pu les lire. / Others can read " + file
                        + ": chmod 600, and replace the keys if somebody else may have read them.");
            }
            return new KeyFile(JWKSet.parse(Files.readString(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ParseException | JOSEException unreadable) {
            throw new IllegalStateException(file + " can not be read", unreadable);
        }
    }

    private static JWKSet fresh() throws JOSEException {
        return new JWKSet(List.of(
                new ECKeyGenerator(Curve.P_256)
                        .keyUse(KeyUse.SIGNATURE)
                        .keyID(Codes.code())
                        .generate(),
                new OctetSequenceKeyGenerator(256)
                        .keyUse(KeyUse.ENCRYPTION)
                        .keyID(Codes.code())
                        .generate()));
    }

    /** Writes a new file that nobody else can read, not even for a moment. */
    static void write(Path file, String content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path beside = Files.createTempFile(folder, "fresh", ".tmp", PosixFilePermissions.asFileAttribute(OURS));
        try {
            Files.writeString(beside, content, StandardOpenOption.TRUNCATE_EXISTING);
            // a link instead of a move: it never replaces what another process wrote
            Files.createLink(file, beside);
        } finally {
            Files.delete(beside);
        }
    }

    /** The keys tokens are signed with; the first signs, all are believed. */
    JWKSet signing() {
        return signing;
    }

    String seal(byte[] secret) {
        try {
            JWEObject sealed = new JWEObject(
                    new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(Base64URL.encode(secret)));
            sealed.encrypt(new DirectEncrypter(seal));
            return sealed.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    byte[] open(String sealed) {
        try {
            JWEObject object = JWEObject.parse(sealed);
            object.decrypt(new DirectDecrypter(seal));
            return object.getPayload().toBase64URL().decode();
        } catch (ParseException | JOSEException otherKey) {
            throw new IllegalStateException("sealed with another key than the one in the key file", otherKey);
        }
    }
}
