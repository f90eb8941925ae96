package org.jekasy.language.reference;

import java.util.List;
import org.jekasy.language.CountryCode;
import org.jekasy.language.UnLocode;
import org.jspecify.annotations.Nullable;

/** A town, border post or port on the way to a market; its UN/LOCODE where it has one, what it is used for ({@code seaport}, {@code dry-port} …) and where it lies. */
public record Port(
        CountryCode country,
        @Nullable UnLocode locode,
        String name,
        List<String> roles,
        @Nullable Coordinates coordinates) {
    public Port {
        roles = List.copyOf(roles);
    }
}
