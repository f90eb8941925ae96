package org.jekasy.command.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class TransportTest {
    @ParameterizedTest
    @CsvSource({"0.0.0.0", "192.0.2.7", "::", "''"})
    void nothingTravelsInClearBeyondThisMachine(String address) {
        MockEnvironment settings = new MockEnvironment().withProperty("server.address", address);
        assertThatThrownBy(() -> Transport.check(settings))
                .hasMessageContaining("sans TLS")
                .hasMessageContaining("--insecure-lan");
        assertThatCode(() -> Transport.check(settings.withProperty("insecure-lan", "")))
                .doesNotThrowAnyException();
    }

    @Test
    void theDemonstrationStaysOnThisMachineWhateverIsSaid() {
        MockEnvironment settings = new MockEnvironment()
                .withProperty("identity.who", "demo")
                .withProperty("server.address", "192.0.2.7")
                .withProperty("server.ssl.bundle", "web")
                .withProperty("insecure-lan", "");
        assertThatThrownBy(() -> Transport.check(settings)).hasMessageContaining("127.0.0.1");
        assertThatCode(() -> Transport.check(settings.withProperty("server.address", "127.0.0.1")))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutAnAddressItWouldBeEveryAddress() {
        assertThatThrownBy(() -> Transport.check(new MockEnvironment())).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "server.address, 127.0.0.1",
        "server.address, ::1",
        "server.ssl.bundle, web",
        "server.ssl.certificate, file:cert.pem",
        "server.ssl.key-store, file:keys.p12"
    })
    void thisMachineAndTlsAreFine(String name, String value) {
        assertThatCode(() -> Transport.check(new MockEnvironment().withProperty(name, value)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "8081,    127.0.0.1, port",
        "'',      127.0.0.1, port",
        "8181,    0.0.0.0,   address",
        "8181,    192.0.2.7, address",
        "8181,    '',        address",
        "8181,    ,          address"
    })
    void healthAndFiguresAreToldOnThisMachineAtAPortOfTheirOwn(String port, @Nullable String address, String wrong) {
        MockEnvironment settings =
                new MockEnvironment().withProperty("server.port", "8081").withProperty("management.server.port", port);
        if (address != null) {
            settings.setProperty("management.server.address", address);
        }
        assertThatThrownBy(() -> Transport.checkWatch(settings))
                .hasMessageContaining("management.server." + wrong + "=");
        assertThatCode(() -> Transport.checkWatch(new MockEnvironment()
                        .withProperty("server.port", "0")
                        .withProperty("management.server.port", "0")
                        .withProperty("management.server.address", "127.0.0.1")))
                .doesNotThrowAnyException();
    }
}
