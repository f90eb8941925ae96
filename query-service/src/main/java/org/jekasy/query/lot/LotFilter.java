package org.jekasy.query.lot;

import org.jekasy.language.CommuneId;
import org.jekasy.language.Malformed;
import org.jekasy.language.PartyId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RuleCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.VarietyCode;
import org.jspecify.annotations.Nullable;

/**
 * Which lots are asked for; null: any. {@code cooperative} and {@code commune} (or a cercle or region above it) are where some of the lot
 * grew, {@code holder} who holds some of it now, {@code prefix} how its code begins, {@code after} where the last part of the list ended.
 */
public record LotFilter(
        @Nullable LotState state,
        @Nullable ProductCode product,
        @Nullable VarietyCode variety,
        @Nullable PartyId cooperative,
        @Nullable CommuneId commune,
        @Nullable SeasonId season,
        @Nullable PartyId holder,
        @Nullable Boolean held,
        @Nullable Boolean recalled,
        @Nullable String prefix,
        @Nullable After after,
        int limit) {
    /** Where a part of the list ended: the position of the entry that made the last lot, and its code. */
    public record After(long position, String lot) {
        static After parse(String text) {
            int dot = text.indexOf('.');
            try {
                if (dot > 0 && text.substring(dot + 1).matches("[0-9A-Z]{1,20}")) {
                    return new After(Long.parseLong(text.substring(0, dot)), text.substring(dot + 1));
                }
            } catch (NumberFormatException notANumber) {
                throw new Malformed(RuleCode.E_FORM_01, "after", text);
            }
            throw new Malformed(RuleCode.E_FORM_01, "after", text);
        }

        @Override
        public String toString() {
            return position + "." + lot;
        }
    }
}
