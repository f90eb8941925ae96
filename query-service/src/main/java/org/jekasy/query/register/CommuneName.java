package org.jekasy.query.register;

import org.jekasy.language.CommuneId;
import org.jekasy.language.reference.Commune;
import org.jekasy.language.reference.ReferenceData;
import org.jspecify.annotations.Nullable;

/** A commune with its cercle and region of 1999, which papers still name, and of 2023 where they are known. */
public record CommuneName(
        CommuneId id,
        String name,
        @Nullable String cercle,
        @Nullable String region,
        @Nullable String cercle2023,
        @Nullable String region2023) {
    /** As the table of communes has it; an id it does not know stands for itself. */
    public static CommuneName of(CommuneId id) {
        return ReferenceData.shipped()
                .communes()
                .find(id)
                .map(CommuneName::of)
                .orElseGet(() -> new CommuneName(id, id.text(), null, null, null, null));
    }

    private static CommuneName of(Commune commune) {
        return new CommuneName(
                commune.id(),
                commune.name(),
                commune.cercle(),
                commune.region(),
                commune.cercle2023(),
                commune.region2023());
    }
}
