package org.jekasy.season;

import java.util.ArrayList;
import java.util.List;

/**
 * One season of the trade, made up from a seed: {@code files} are registers and books to be imported first, {@code told} is what then reaches the ledger,
 * in order. Figures are those of the programme: weeks, varieties, weights, how much is late, told twice, corrected or wrong.
 */
public record Season(Size size, List<Books.File> files, List<Told> told) {
    public Season {
        files = List.copyOf(files);
        told = List.copyOf(told);
    }

    /** Made up from the seed: the same size, seed and year give the same season. */
    public static Season of(Size size, long seed, int year) {
        Chance chance = new Chance(seed);
        Story story = new Story(chance.of("story"));
        Registers registers = new Registers(chance.of("registers"), year);
        Books books = new Books(chance.of("books"));
        registers.tellOthers(story);
        if (size.cooperatives() > 0) {
            List<Packhouse> packhouses = new ArrayList<>();
            for (Station station : registers.stations(size.stations())) {
                registers.tell(story, station, org.jekasy.language.OrganisationKind.STATION, "MLSIK");
                packhouses.add(new Packhouse(station, story, chance.of("station " + station.number())));
            }
            new MangoSeason(story, chance.of("mango"), year, size.isKeptInBooks())
                    .tell(
                            registers,
                            registers.mango(size.cooperatives(), size.producers()),
                            packhouses,
                            size.harvests(),
                            books);
        }
        if (size.groups() > 0) {
            new SheaSeason(story, chance.of("shea"), year, size.isKeptInBooks())
                    .tell(
                            registers,
                            registers.shea(size.groups(), size.women()),
                            registers.union(),
                            size.deliveries(),
                            books);
        }
        return new Season(size, books.files(), story.told());
    }
}
