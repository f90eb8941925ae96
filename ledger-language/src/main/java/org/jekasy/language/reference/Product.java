package org.jekasy.language.reference;

import org.jekasy.language.ProductCode;
import org.jspecify.annotations.Nullable;

/** A product of the trade with its name in French and English, species, HS heading (six digits) and stage. */
public record Product(
        ProductCode code,
        String fr,
        String en,
        String species,
        @Nullable String hs6,
        String stage,
        boolean perishable) {}
