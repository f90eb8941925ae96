package org.jekasy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void frenchUnlessTheLocaleAsksForEnglish() {
        assertThat(Language.of(Map.of())).isEqualTo(Language.FRENCH);
        assertThat(Language.of(Map.of("LANG", "C.UTF-8"))).isEqualTo(Language.FRENCH);
        assertThat(Language.of(Map.of("LANG", "fr_ML.UTF-8"))).isEqualTo(Language.FRENCH);
        assertThat(Language.of(Map.of("LANG", "en_GB.UTF-8"))).isEqualTo(Language.ENGLISH);
    }

    @Test
    void theStrongerVariableDecides() {
        assertThat(Language.of(Map.of("LANG", "en_GB.UTF-8", "LC_ALL", "fr_FR.UTF-8")))
                .isEqualTo(Language.FRENCH);
        assertThat(Language.of(Map.of("LANG", "fr_FR.UTF-8", "LC_MESSAGES", "en_US", "LC_ALL", "")))
                .isEqualTo(Language.ENGLISH);
    }
}
