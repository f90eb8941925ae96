package org.jekasy.command.person;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jekasy.language.Malformed;
import org.jekasy.language.PlaceId;
import org.jekasy.language.RuleCode;

/** Where an orchard is, in degrees with six decimals (a step of 11 cm). It does not print itself. */
record OrchardPosition(PlaceId place, BigDecimal lat, BigDecimal lon) {
    private static final int DECIMALS = 6;

    OrchardPosition {
        lat = within("lat", lat, 90);
        lon = within("lon", lon, 180);
    }

    private static BigDecimal within(String field, BigDecimal degrees, int most) {
        if (degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new Malformed(RuleCode.E_FORM_01, field, PersonName.UNSAID, "-" + most + " … " + most);
        }
        return degrees.setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    @Override
    public String toString() {
        return "(position of " + place + ")";
    }
}
