package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

class KeyFileTest {
    @TempDir
    Path folder;

    @Test
    void aNewKeyBeforeTheOldOneSignsAndWhatTheOldOneSignedIsStillBelieved() throws Exception {
        KeyFile old = KeyFile.in(folder);
        Jwt before = token(old);

        Path file = folder.resolve("keys.json");
        List<JWK> keys = new ArrayList<>(JWKSet.parse(Files.readString(file)).getKeys());
        keys.addFirst(new ECKeyGenerator(Curve.P_256)
                .keyUse(KeyUse.SIGNATURE)
                .keyID("next")
                .generate());
        Files.writeString(file, new JWKSet(keys).toString(false));
        KeyFile exchanged = KeyFile.in(folder);
        Jwt after = token(exchanged);

        assertThat(after.getHeaders()).containsEntry("kid", "next");
        assertThat(before.getHeaders()).doesNotContainEntry("kid", "next");
        JwtDecoder decoder = NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(exchanged.signing()))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        assertThat(decoder.decode(before.getTokenValue()).getSubject()).isEqualTo("awa");
        assertThat(decoder.decode(after.getTokenValue()).getSubject()).isEqualTo("awa");
        // what was sealed before is opened by the same key as ever
        assertThat(exchanged.open(old.seal(new byte[] {1, 2, 3}))).containsExactly(1, 2, 3);
    }

    private static Jwt token(KeyFile keys) {
        return new EmbeddedConfiguration()
                .signing(new ImmutableJWKSet<>(keys.signing()))
                .encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.ES256).build(),
                        JwtClaimsSet.builder().subject("awa").build()));
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws Exception {
        KeyFile.in(folder);
        Files.setPosixFilePermissions(folder.resolve("keys.json"), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyFile.in(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600");
    }
}
