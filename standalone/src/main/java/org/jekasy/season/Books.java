package org.jekasy.season;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jekasy.language.CommuneId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.reference.ReferenceData;
import org.jspecify.annotations.Nullable;

/**
 * Registers and weighing books as files, the way cooperatives keep them: semicolons, decimal commas, days first. Here and there a row is wrong or
 * there twice; what each of these must get stands beside the file.
 */
final class Books {
    /** A file to be imported for an organisation, at a place where it is a weighing book; {@code expected}: the rows that do not simply get recorded. */
    record File(
            String name, PartyId organisation, @Nullable PlaceId place, List<String> rows, List<String> expected) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final int WRONG_EVERY = 23;

    private final Chance chance;
    private final File cooperatives = new File(
            "01-cooperatives.csv",
            Registers.PROGRAMME,
            null,
            new ArrayList<>(List.of("code;nom;cercle;filière;GGN;code émetteur;point de collecte")),
            new ArrayList<>());
    private final List<File> producers = new ArrayList<>();
    private final Map<PartyId, File> books = new LinkedHashMap<>();

    Books(Chance chance) {
        this.chance = chance;
    }

    /** All files in the order in which they are to be imported. */
    List<File> files() {
        List<File> files = new ArrayList<>();
        if (cooperatives.rows().size() > 1) {
            files.add(cooperatives);
        }
        files.addAll(producers);
        files.addAll(books.values());
        return files;
    }

    /** A cooperative and its producers; {@code squareMetres} by orchard. */
    void register(Cooperative cooperative, String sector, Map<PlaceId, Long> squareMetres) {
        cooperatives
                .rows()
                .add(String.join(
                        ";",
                        cooperative.id().text(),
                        cooperative.name(),
                        cooperative.cercle().text(),
                        sector,
                        "",
                        cooperative.book() + " " + cooperative.phone(),
                        cooperative.point().text()));
        boolean shea = squareMetres.isEmpty();
        File file = new File(
                "02-%s-%s.csv".formatted(shea ? "productrices" : "producteurs", cooperative.id()),
                cooperative.id(),
                null,
                new ArrayList<>(
                        List.of("n° producteur;commune;sexe;superficie ha;code verger;bio;consentement le")),
                new ArrayList<>());
        for (Grower grower : cooperative.growers()) {
            Long area = squareMetres.get(grower.orchard());
            file.rows()
                    .add(String.join(
                            ";",
                            grower.id().text(),
                            name(grower.commune()),
                            shea || chance.perMille(300) ? "F" : "H",
                            area == null ? "" : comma(BigDecimal.valueOf(area, 4).setScale(2)),
                            shea ? "" : grower.orchard().text(),
                            grower.organic() ? "oui" : "non",
                            grower.consent().toString()));
        }
        producers.add(file);
    }

    void weighed(Cooperative cooperative, LocalDate day, VarietyCode variety, Weighing weighing, long grams) {
        File book = book(
                "03-cahier-mangue-",
                cooperative,
                "N° ticket;Date;N° producteur;Verger;Variété;Caisses;Poids net (kg);Bio;Observations");
        String name = ReferenceData.shipped().varieties().name(variety).replaceAll(" .*", "");
        String kilos = comma(BigDecimal.valueOf(grams, 3).setScale(1));
        String crates = Integer.toString(weighing.pieces());
        String row = String.join(
                ";",
                weighing.ticket(),
                DAY.format(day),
                weighing.grower().id().text(),
                weighing.grower().orchard().text(),
                name,
                crates,
                kilos,
                weighing.grower().organic() ? "oui" : "non",
                "");
        book.rows().add(row);
        if (book.rows().size() % WRONG_EVERY == 0) {
            doubled(book, weighing.ticket(), row);
        } else if (book.rows().size() % WRONG_EVERY == WRONG_EVERY / 2) {
            // never another ticket of the book: the row after a slip is as good as the one before
            String ticket = "X" + weighing.ticket().substring(1);
            switch (book.expected().size() % 3) {
                case 0 -> wrong(book, ticket, row.replace(weighing.ticket(), ticket).replace(name, name + "e"), "E-REF-01");
                case 1 -> wrong(book, ticket, row.replace(weighing.ticket(), ticket).replace(kilos, "0"), "E-MASS-01");
                default -> wrong(book, ticket, row.replace(weighing.ticket(), ticket).replace(DAY.format(day), "le matin"), "E-FORM-01");
            }
        }
    }

    void delivered(Cooperative group, LocalDate day, Weighing weighing, @Nullable BigDecimal moisture) {
        File book = book(
                "04-cahier-karite-",
                group,
                "N° ticket;Date;N° productrice;Village / commune;Poids (kg);Sacs;Humidité (%);Bio");
        String row = String.join(
                ";",
                weighing.ticket(),
                DAY.format(day),
                weighing.grower().id().text(),
                name(weighing.grower().commune()),
                comma(BigDecimal.valueOf(weighing.grams(), 3).setScale(1)),
                Integer.toString(weighing.pieces()),
                moisture == null ? "" : comma(moisture),
                weighing.grower().organic() ? "oui" : "non");
        book.rows().add(row);
        if (book.rows().size() % (2 * WRONG_EVERY) == 0) {
            doubled(book, weighing.ticket(), row);
        }
    }

    private static void doubled(File book, String ticket, String row) {
        book.rows().add(row);
        book.expected().add("%d,%s,repeated,".formatted(book.rows().size(), ticket));
    }

    private static void wrong(File book, String ticket, String row, String code) {
        book.rows().add(row);
        book.expected().add("%d,%s,refused,%s".formatted(book.rows().size(), ticket, code));
    }

    private File book(String prefix, Cooperative cooperative, String header) {
        return books.computeIfAbsent(
                cooperative.id(),
                any -> new File(
                        prefix + cooperative.id() + ".csv",
                        cooperative.id(),
                        cooperative.point(),
                        new ArrayList<>(List.of(header)),
                        new ArrayList<>()));
    }

    private static String name(CommuneId commune) {
        return ReferenceData.shipped().communes().name(commune);
    }

    private static String comma(BigDecimal number) {
        return number.toPlainString().replace('.', ',');
    }
}
