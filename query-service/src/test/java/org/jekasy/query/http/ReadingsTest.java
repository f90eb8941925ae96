package org.jekasy.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jekasy.language.reference.Readings;
import org.junit.jupiter.api.Test;

/** The matrix of who may read what names what there is to read. Its cells are tried against the pages by {@code WallsIT}. */
class ReadingsTest {
    @Test
    void theMatrixNamesEveryPageButTheOpenOneAndTheFieldsThatNeedMore() {
        Set<String> all = new TreeSet<>();
        ((Map<?, ?>) OpenApi.description().getOrDefault("paths", Map.of()))
                .keySet()
                .forEach(page -> all.add(String.valueOf(page)));
        assertThat(all.remove("/scan")).isTrue();
        all.addAll(Set.of("producer", "position", "price"));

        assertThat(Readings.shipped().all()).containsExactlyInAnyOrderElementsOf(all);
    }
}
