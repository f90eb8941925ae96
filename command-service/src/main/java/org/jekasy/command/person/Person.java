package org.jekasy.command.person;

import java.net.URI;
import java.util.List;
import org.jekasy.language.ProducerId;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one person. {@code photo} is a data URI of a JPEG; {@code consents} is all that was ever said, the last word for a purpose counts;
 * {@code erasures} are the times when everything was erased.
 */
record Person(
        ProducerId producer,
        @Nullable String name,
        @Nullable String phone,
        @Nullable URI photo,
        List<OrchardPosition> orchards,
        List<Consent> consents,
        List<Line> erasures) {
    Person {
        orchards = List.copyOf(orchards);
        consents = List.copyOf(consents);
        erasures = List.copyOf(erasures);
    }

    /** Not a word of what is kept. */
    @Override
    public String toString() {
        return producer.text();
    }
}
