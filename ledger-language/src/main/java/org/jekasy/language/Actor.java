package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** Who acts: an organisation, and within it an operator's number and a device, where they are known. Never a person's name. */
public record Actor(
        PartyId organisation,
        @Nullable String operator,
        @Nullable String device) {
    public static Actor of(PartyId organisation) {
        return new Actor(organisation, null, null);
    }
}
