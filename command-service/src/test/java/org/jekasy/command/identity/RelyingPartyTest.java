package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RelyingPartyTest {
    private static RelyingParty party(String issuer, @Nullable String rpId, String... origins) {
        return RelyingParty.of(
                new IdentityProperties.Passkeys(
                        rpId, List.of(origins).stream().map(URI::create).toList()),
                URI.create(issuer));
    }

    private static MockHttpServletRequest at(String origin) {
        URI page = URI.create(origin);
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setScheme(page.getScheme());
        request.setServerName(page.getHost());
        int unsaid = page.getScheme().equals("https") ? 443 : 80;
        request.setServerPort(page.getPort() < 0 ? unsaid : page.getPort());
        return request;
    }

    @ParameterizedTest
    @CsvSource({
        "https://registre.example.ml, registre.example.ml, https://registre.example.ml",
        "https://Registre.example.ml:443/auth, registre.example.ml, https://registre.example.ml",
        "https://registre.example.ml:8443, registre.example.ml, https://registre.example.ml:8443",
        "http://127.0.0.1:8081, localhost, http://localhost:8081",
        "http://[::1]:8081, localhost, http://localhost:8081",
        "http://localhost:8081, localhost, http://localhost:8081"
    })
    void unsaidItIsTheAddressTokensAreMadeUnder(String issuer, String id, String origin) {
        assertThat(party(issuer, null)).isEqualTo(new RelyingParty(id, Set.of(origin)));
        assertThat(party(issuer, null).isAt(at(origin))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://192.168.1.20:8081", "https://[2001:db8::1]"})
    void aNumberHasNoPasskeys(String issuer) {
        assertThat(party(issuer, null).origins()).isEmpty();
        assertThat(party(issuer, null).isAt(at(issuer))).isFalse();
    }

    @Test
    void oneHostMaySpeakForThoseBelowIt() {
        RelyingParty party =
                party("https://a.example.ml", "example.ml", "https://a.example.ml", "https://b.example.ml");
        assertThat(party.isAt(at("https://a.example.ml"))).isTrue();
        assertThat(party.isAt(at("https://A.example.ml:443"))).isTrue();
        // a browser would make a key there, and nothing it proves would be believed
        assertThat(party.isAt(at("https://c.example.ml"))).isFalse();
        assertThat(party.isAt(at("https://a.example.ml:8443"))).isFalse();
        assertThat(party.isAt(at("http://a.example.ml"))).isFalse();
        assertThat(party.origins()).containsExactlyInAnyOrder("https://a.example.ml", "https://b.example.ml");
    }

    @Test
    void anAddressOfAnotherHostIsAMistake() {
        assertThatThrownBy(() -> party("https://a.example.ml", null, "https://a.example.com"))
                .hasMessageContaining("https://a.example.com")
                .hasMessageContaining("identity.passkeys.rp-id");
        assertThatThrownBy(() -> party("https://a.example.ml", "other.example.ml"))
                .hasMessageContaining("https://a.example.ml");
    }
}
