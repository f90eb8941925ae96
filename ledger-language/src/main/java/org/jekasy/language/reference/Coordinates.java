package org.jekasy.language.reference;

import org.jspecify.annotations.Nullable;

/** Where a town or port of the reference tables lies, in degrees (WGS 84). Of public places only: no event and no page carries one. */
public record Coordinates(double latitude, double longitude) {
    private static final double EARTH_RADIUS_KM = 6371;

    /** Whole kilometres to another place as the crow flies (haversine). */
    public long kilometresTo(Coordinates other) {
        double north = Math.toRadians(other.latitude - latitude) / 2;
        double east = Math.toRadians(other.longitude - longitude) / 2;
        double a = Math.sin(north) * Math.sin(north)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * Math.sin(east)
                        * Math.sin(east);
        return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(a)));
    }

    /** The columns {@code lat} and {@code lon} of a row, null where they are empty. */
    static @Nullable Coordinates of(Table.Row row) {
        String latitude = row.optional("lat");
        String longitude = row.optional("lon");
        return latitude == null || longitude == null
                ? null
                : new Coordinates(Double.parseDouble(latitude), Double.parseDouble(longitude));
    }
}
