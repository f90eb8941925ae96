package org.jekasy.command.person;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jekasy.language.ProducerId;
import org.jspecify.annotations.Nullable;

/** What may be handed on of a person for one purpose: that one thing, where it is kept, and the day the person agreed. */
record HandedOn(
        ProducerId producer,
        Purpose purpose,
        LocalDate consentOn,
        @Nullable String name,
        @Nullable String phone,
        @Nullable URI photo,
        List<OrchardPosition> orchards) {
    HandedOn {
        orchards = List.copyOf(orchards);
    }

    static HandedOn of(Purpose purpose, LocalDate consentOn, Person person) {
        return new HandedOn(
                person.producer(),
                purpose,
                consentOn,
                purpose == Purpose.NAME_TO_BUYER ? person.name() : null,
                purpose == Purpose.PHONE_FOR_RECALL ? person.phone() : null,
                purpose == Purpose.PHOTO_TO_BUYER ? person.photo() : null,
                purpose == Purpose.POSITION_FOR_EUDR ? person.orchards() : List.of());
    }

    @Override
    public String toString() {
        return producer + " " + purpose;
    }
}
