package org.jekasy.query.register;

import org.jekasy.language.VarietyCode;
import org.jekasy.language.reference.ReferenceData;

/** A variety and its name. */
public record VarietyName(VarietyCode code, String name) {
    public static VarietyName of(VarietyCode code) {
        return new VarietyName(code, ReferenceData.shipped().varieties().name(code));
    }
}
