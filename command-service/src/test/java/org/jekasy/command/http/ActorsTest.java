package org.jekasy.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jekasy.language.Actor;
import org.jekasy.language.PartyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorsTest {
    private static final List<String> COOPERATIVE = List.of("COOP-KAD-01");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "::1", "0:0:0:0:0:0:0:1"})
    void anActorIsBelievedFromThisMachine(String address) {
        assertThat(Actors.of(address, COOPERATIVE)).isEqualTo(Actor.of(PartyId.parse("COOP-KAD-01")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.168.1.20",
                "10.0.0.1",
                "0.0.0.0",
                "2001:db8::1",
                "fe80::1",
                "fe80::1%nowhere",
                "::ffff:192.168.1.20"
            })
    void anActorIsNotBelievedFromElsewhere(String address) {
        assertThatThrownBy(() -> Actors.of(address, COOPERATIVE))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.fault()).isEqualTo(Fault.ACTOR_FROM_AFAR));
    }

    @Test
    void operatorAndDeviceMayFollow() {
        assertThat(Actors.of("::1", List.of("COOP-KAD-01/op-7")).operator()).isEqualTo("op-7");
        assertThat(Actors.of("::1", List.of("COOP-KAD-01/op-7/tel-3")).device()).isEqualTo("tel-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "COOP/",
                "/op",
                "COOP//tel",
                "COOP/op/tel/x",
                "CO OP",
                "COOP/Awa Traoré",
                "-COOP",
                "COOP,STAT"
            })
    void anythingElseIsNoActor(String header) {
        assertThatThrownBy(() -> Actors.of("::1", List.of(header)))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        rejection -> assertThat(rejection.fault()).isEqualTo(Fault.NO_ACTOR));
    }

    @Test
    void twoActorsAreNone() {
        assertThatThrownBy(() -> Actors.of("::1", List.of("COOP-KAD-01", "STAT-SIK-01")))
                .isInstanceOf(Rejection.class);
        assertThatThrownBy(() -> Actors.of("::1", List.of())).isInstanceOf(Rejection.class);
    }
}
