package org.jekasy.query.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FollowPropertiesTest {
    private static final Map<String, String> WITHOUT = Map.of("follow.bootstrap-servers", "localhost:1");

    @Test
    void withoutTheKeyOfTheSealsNothingStarts() {
        assertThatThrownBy(() -> bound(WITHOUT)).hasStackTraceContaining("follow.seal-key manque");
        assertThatThrownBy(() -> bound(with("c2hvcnQ="))).hasStackTraceContaining("follow.seal-key n'a que 5 octets");
    }

    @Test
    void theKeyIsNotPrinted() {
        String key = "a".repeat(44);
        assertThat(bound(with(key)).toString()).contains("localhost:1").doesNotContain(key);
    }

    private static Map<String, String> with(String key) {
        Map<String, String> settings = new HashMap<>(WITHOUT);
        settings.put("follow.seal-key", key);
        return settings;
    }

    private static FollowProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("follow", FollowProperties.class)
                .get();
    }
}
