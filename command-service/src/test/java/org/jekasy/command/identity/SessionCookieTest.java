package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.SessionCookieConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockServletContext;

class SessionCookieTest {
    @ParameterizedTest
    @CsvSource({
        "https://registre.example.ml, server.port,       8081, __Host-sid, true",
        "http://127.0.0.1:8081,       server.ssl.bundle, web,  __Host-sid, true",
        "http://127.0.0.1:8081,       server.port,       8081, sid,        false"
    })
    void overTlsOursOrAProxysItIsHeldToThisHost(URI issuer, String setting, String value, String name, boolean secure)
            throws ServletException {
        MockServletContext service = new MockServletContext();
        new EmbeddedConfiguration()
                .sessionCookie(
                        new IdentityProperties(
                                IdentityProperties.Who.EMBEDDED,
                                issuer,
                                null,
                                "jekasy",
                                Path.of("identity"),
                                List.of(),
                                6000,
                                Set.of(),
                                new IdentityProperties.Passkeys(null, List.of()),
                                null),
                        new MockEnvironment().withProperty(setting, value))
                .onStartup(service);
        SessionCookieConfig cookie = service.getSessionCookieConfig();
        assertThat(cookie.getName()).isEqualTo(name);
        assertThat(cookie.isSecure()).isEqualTo(secure);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
    }
}
