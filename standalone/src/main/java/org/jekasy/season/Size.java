package org.jekasy.season;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How large a season is. Figures: season_sizing of the programme (one lot of mango 1.2 t, five to a truck; one delivery of shea 60 kg). */
public enum Size {
    /** Small enough to look at: its registers and weighing books are files to be imported. */
    DEMO(2, 24, 96, 1, 1, 30, 120),
    /** One mango cooperative: 300 t exported. */
    COOPERATIVE(1, 120, 357, 1, 0, 0, 0),
    /** The region of Sikasso in an ordinary year: 14,800 t exported. */
    SIKASSO(59, 100, 17_619, 6, 0, 0, 0),
    /** The region of Sikasso in a record year: 24,300 t exported. */
    SIKASSO_RECORD(97, 100, 28_929, 9, 0, 0, 0),
    /** One group of 150 women: 25 t of kernels. */
    SHEA(0, 0, 0, 0, 1, 150, 417),
    /** The groups behind one lot of 200 t of a union. */
    SHEA_UNION(0, 0, 0, 0, 20, 67, 3_333);

    private final int cooperatives;
    private final int producers;
    private final int harvests;
    private final int stations;
    private final int groups;
    private final int women;
    private final int deliveries;

    Size(int cooperatives, int producers, int harvests, int stations, int groups, int women, int deliveries) {
        this.cooperatives = cooperatives;
        this.producers = producers;
        this.harvests = harvests;
        this.stations = stations;
        this.groups = groups;
        this.women = women;
        this.deliveries = deliveries;
    }

    /** Mango cooperatives. */
    int cooperatives() {
        return cooperatives;
    }

    /** Producers of each mango cooperative. */
    int producers() {
        return producers;
    }

    /** Harvest lots in all. */
    int harvests() {
        return harvests;
    }

    /** Packing stations. */
    int stations() {
        return stations;
    }

    /** Shea groups. */
    int groups() {
        return groups;
    }

    /** Women of each shea group. */
    int women() {
        return women;
    }

    /** Deliveries of shea in all. */
    int deliveries() {
        return deliveries;
    }

    /** True where registers and weighings come as files to be imported, not as commands. */
    boolean isKeptInBooks() {
        return this == DEMO;
    }

    /** As it is asked for: {@code sikasso-record}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Size> of(String word) {
        return Arrays.stream(values()).filter(size -> size.word().equals(word)).findFirst();
    }
}
