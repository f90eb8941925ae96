package org.jekasy.command.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.Actor;
import org.jekasy.language.Claim;
import org.jekasy.language.DeliveryRecorded;
import org.jekasy.language.HarvestRecorded;
import org.jekasy.language.HoldReason;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.RuleCode;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Source;
import org.jekasy.language.Weight;
import org.junit.jupiter.api.Test;

class WeighingBookTest {
    private static final String MANGO = "livraisons_mangue_kadiolo_2026";
    private static final String SHEA = "livraisons_karite_yorosso_2026";
    private static final String HEADER = "N° ticket;Date;N° producteur;Verger;Variété;Caisses;Poids net (kg);Bio\n";

    private final Samples samples = Samples.registered();

    private Imported book(String rows) {
        return samples.mangoBook((HEADER + rows).getBytes(StandardCharsets.UTF_8));
    }

    private static List<RowResult.Outcome> outcomes(Imported imported) {
        return imported.results().stream().map(RowResult::outcome).toList();
    }

    private static String why(Imported imported) {
        Why why = imported.results().getLast().why();
        return why == null ? "" : why.code().wire() + " " + why.french();
    }

    private List<HarvestRecorded> harvests() {
        return samples.ledger.entries().stream()
                .map(LedgerEntry::event)
                .filter(HarvestRecorded.class::isInstance)
                .map(HarvestRecorded.class::cast)
                .toList();
    }

    @Test
    void everyRowOfTheMangoBookGetsWhatItMust() {
        Imported imported = samples.mangoBook();

        Samples.assertAsExpected(imported, Samples.expected(MANGO + ".expected.csv"));
        assertThat(imported.header().kind()).isEqualTo(Kind.HARVESTS);
        assertThat(imported.results()).hasSize(422);
    }

    @Test
    void everyRowOfTheSheaBookGetsWhatItMust() {
        Imported imported = samples.sheaBook();

        Samples.assertAsExpected(imported, Samples.expected(SHEA + ".expected.csv"));
        assertThat(imported.header().kind()).isEqualTo(Kind.DELIVERIES);
        assertThat(imported.header().line()).isEqualTo(3);
        assertThat(imported.results()).hasSize(418);
    }

    @Test
    void aRowBecomesTheHarvestItTellsOf() {
        book("T00164;23/04/2026;P-KAD-0006;V-KAD-0006;Kent;174;3561,0;oui\n");

        LedgerEntry entry = samples.ledger.entries().getLast();
        assertThat(entry.source()).isEqualTo(Source.IMPORT);
        assertThat(entry.occurredAt()).isEqualTo(Instant.parse("2026-04-23T00:00:00Z"));
        assertThat(entry.eventId()).isEqualTo(LotCodes.ofTicket(Samples.KADIOLO, SeasonId.parse("MG-2026"), "T00164"));
        assertThat(entry.event()).isInstanceOfSatisfying(HarvestRecorded.class, harvest -> {
            assertThat(harvest.lot().text()).startsWith("26113K7QF0164");
            assertThat(harvest.weight()).isEqualTo(Weight.ofGrams(3_561_000));
            assertThat(harvest.harvestedOn()).isEqualTo(LocalDate.of(2026, 4, 23));
            assertThat(harvest.variety().text()).isEqualTo("KEN");
            assertThat(harvest.crates()).isEqualTo(174);
            assertThat(harvest.claims()).containsExactly(Claim.ORGANIC);
            assertThat(harvest.ticket()).isEqualTo("T00164");
            assertThat(harvest.place()).isEqualTo(Samples.KADIOLO_POINT);
            assertThat(harvest.cooperative()).isEqualTo(Samples.KADIOLO);
        });
    }

    @Test
    void aDeliveryThatIsTooMoistIsHeldFromTheStart() {
        samples.sheaBook();

        DeliveryRecorded moist = samples.ledger.entries().stream()
                .map(LedgerEntry::event)
                .filter(DeliveryRecorded.class::isInstance)
                .map(DeliveryRecorded.class::cast)
                .filter(delivery -> delivery.ticket().equals("K00061"))
                .findFirst()
                .orElseThrow();
        assertThat(moist.hold()).isEqualTo(HoldReason.MOISTURE);
        assertThat(moist.moisture()).isEqualByComparingTo("14.2");
        assertThat(moist.area()).isEqualTo(PlaceId.parse("ZC-COOP-YOR-01-ourikela"));
        assertThat(moist.season()).isEqualTo(SeasonId.parse("KA-2026/27"));
    }

    @Test
    void aDeliveryThatNamesNoCommuneComesFromWhereItsProducerLives() {
        String book = "Bon;Date;Productrice;Kg\nK1;14/07/2026;P-YOR-0008;40\nK2;14/07/2026;P-YOR-0908;40\n";

        Imported imported = samples.take(book.getBytes(StandardCharsets.UTF_8), Samples.YOROSSO, Samples.YOROSSO_POINT);

        assertThat(outcomes(imported)).containsExactly(RowResult.Outcome.ACCEPTED, RowResult.Outcome.REFUSED);
        assertThat(why(imported))
                .isEqualTo("E-REF-01 Productrice : « P-YOR-0908 » n’est pas connu. Vouliez-vous dire « P-YOR-0008 » ?");
        assertThat(samples.ledger.entries().getLast().event())
                .isInstanceOfSatisfying(
                        DeliveryRecorded.class,
                        delivery -> assertThat(delivery.area()).isEqualTo(PlaceId.parse("ZC-COOP-YOR-01-koury")));
    }

    @Test
    void theSameFileTwiceRecordsNothingTwice() {
        Imported first = samples.mangoBook();
        int recorded = samples.ledger.entries().size();

        Imported second = samples.mangoBook();

        assertThat(samples.ledger.entries()).hasSize(recorded);
        for (int i = 0; i < first.results().size(); i++) {
            RowResult.Outcome before = first.results().get(i).outcome();
            assertThat(second.results().get(i).outcome())
                    .isEqualTo(
                            before == RowResult.Outcome.REFUSED
                                    ? RowResult.Outcome.REFUSED
                                    : RowResult.Outcome.REPEATED);
        }
    }

    @Test
    void aDryRunSaysWhatWillBecomeOfEachRowAndRecordsNothing() {
        int before = samples.ledger.entries().size();

        Imported said = samples.take(Samples.file(MANGO + ".csv"), Samples.KADIOLO, Samples.KADIOLO_POINT, true);

        assertThat(samples.ledger.entries()).hasSize(before);
        assertThat(said.results()).isEqualTo(samples.mangoBook().results());
    }

    @Test
    void aDryRunJudgesEachRowOnTheOnesBeforeIt() {
        byte[] book = (HEADER
                        + "T1;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200;non\n"
                        + "T1;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200;non\n"
                        + "T1;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;210;non\n")
                .getBytes(StandardCharsets.UTF_8);

        Imported said = samples.take(book, Samples.KADIOLO, Samples.KADIOLO_POINT, true);

        assertThat(outcomes(said))
                .containsExactly(RowResult.Outcome.ACCEPTED, RowResult.Outcome.REPEATED, RowResult.Outcome.REFUSED);
        assertThat(why(said)).startsWith("E-TICKET-01 Le ticket T1 est déjà enregistré avec un autre contenu.");
    }

    @Test
    void theSameTicketWithOtherContentIsAConflictBetweenFilesToo() {
        samples.mangoBook();

        Imported second = book("T00001;11/03/2026;P-KAD-0036;V-KAD-0036;Amélie;37;759,5;non\n");

        assertThat(outcomes(second)).containsExactly(RowResult.Outcome.REFUSED);
        assertThat(why(second)).startsWith("E-TICKET-01");
    }

    @Test
    void whatWasRefusedIsCorrectedInTheSheetAndSentAgain() {
        Imported first = samples.mangoBook();
        String sheet = ResultSheet.corrections(
                first.header(), Answer.of(first, Locale.FRENCH).results());

        Imported again = samples.mangoBook(sheet.replace("Kente", "Kent")
                .replace("31/04/2026", "30/04/2026")
                .replace("huit cents", "800")
                .getBytes(StandardCharsets.UTF_8));

        assertThat(again.results()).hasSize(10);
        assertThat(again.count(RowResult.Outcome.ACCEPTED)).isEqualTo(3);
        assertThat(again.count(RowResult.Outcome.REFUSED)).isEqualTo(7);
        assertThat(again.results())
                .filteredOn(row -> row.outcome() == RowResult.Outcome.ACCEPTED)
                .extracting(RowResult::ticket)
                .containsExactly("T00089", "T00152", "T00320");
    }

    @Test
    void aSeasonThatIsSaidStandsForAllRows() {
        samples.take(
                (HEADER + "T1;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200;non\n").getBytes(StandardCharsets.UTF_8),
                Samples.KADIOLO,
                Samples.KADIOLO_POINT);

        assertThat(harvests().getLast().season()).isEqualTo(SeasonId.parse("MG-2026"));
    }

    @Test
    void anOrganicLotOfAConventionalProducerIsRefused() {
        assertThat(why(book("T1;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200;oui\n")))
                .startsWith("E-CERT-01");
    }

    @Test
    void whatStandsInNoColumnOrInOneTooManyIsNotGuessed() {
        assertThat(why(book(";11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200;non\n")))
                .isEqualTo("E-FORM-01 Il manque : N° ticket.");
        assertThat(why(book("T1;11/05/2026;P KAD 2;V-KAD-0002;Kent;10;200;non\n")))
                .isEqualTo("E-FORM-01 N° producteur : « P KAD 2 » ne peut pas être lu ; il faut un code sans espaces.");
        assertThat(why(book("T1;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;-3;200;non\n")))
                .contains("un nombre entier");
        assertThat(why(book("T1;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;3,5;200;non\n")))
                .contains("un nombre entier");
        assertThat(why(book("T1;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200;peut-être\n")))
                .contains("« oui » ou « non »");
        assertThat(why(book("T1;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200,0005;non\n")))
                .contains("au gramme près");
        assertThat(why(book("T1\u0000;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200;non\n".replace("\u0000", "\u0007"))))
                .contains("du texte simple");
    }

    @Test
    void aDayInTheFutureIsSaidByTheBooksOwnWords() {
        assertThat(why(book("T1;11/05/2062;P-KAD-0002;V-KAD-0002;Kent;10;200;non\n")))
                .isEqualTo("E-TIME-01 Date : « 11/05/2062 » est dans le futur.");
    }

    @Test
    void anOrchardNobodyKnowsIsComparedWithThoseOfTheFile() {
        Imported imported =
                book("T1;11/05/2026;;V-KAD-0002;Kent;10;200;non\nT2;11/05/2026;;V-KAD-002;Kent;10;200;non\n");

        assertThat(why(imported))
                .isEqualTo("E-REF-01 Verger : « V-KAD-002 » n’est pas connu. Vouliez-vous dire « V-KAD-0002 » ?");
    }

    @Test
    void aTotalAndHeadingsThatComeAgainAreNoWeighings() {
        Imported imported = book("T1;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200;non\n"
                + HEADER
                + ";;;;;;;\n"
                + "T2;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;210;non\n"
                + "TOTAL;;;;;20;410;\n");

        assertThat(imported.results()).extracting(RowResult::line).containsExactly(2, 5);
        assertThat(imported.results()).extracting(RowResult::outcome).containsOnly(RowResult.Outcome.ACCEPTED);
    }

    // ---- lot codes

    @Test
    void twoTicketsNeverGetTheSameCode() {
        Imported imported = book("A-0007;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200;non\n"
                + "B-0007;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;210;non\n"
                + "sans;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;220;non\n");

        assertThat(imported.results()).extracting(RowResult::outcome).containsOnly(RowResult.Outcome.ACCEPTED);
        List<LotId> lots = harvests().stream().map(HarvestRecorded::lot).toList();
        assertThat(lots).doesNotHaveDuplicates().hasSize(3);
        assertThat(lots.getFirst().text()).startsWith("26131K7QF0007");
    }

    @Test
    void aTicketKeepsTheCodeItGotWhenItsFirstOneWasTaken() {
        String first = "A-0007;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;200;non\n";
        String second = "B-0007;11/05/2026;P-KAD-0002;V-KAD-0002;Kent;10;210;non\n";
        book(first + second);
        int recorded = samples.ledger.entries().size();

        assertThat(outcomes(book(second))).containsExactly(RowResult.Outcome.REPEATED);
        assertThat(outcomes(book(second + first)))
                .containsExactly(RowResult.Outcome.REPEATED, RowResult.Outcome.REPEATED);
        assertThat(outcomes(book(second.replace("210", "211")))).containsExactly(RowResult.Outcome.REFUSED);
        assertThat(samples.ledger.entries()).hasSize(recorded);
    }

    @Test
    void aDayCanTakeThousandsOfTicketsWhoseCodesCollide() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            // all ask for the same code first
            rows.append("N%04d-2026;11/05/2026;P-KAD-%04d;V-KAD-%04d;Kent;1;20;non%n"
                    .formatted(i, 1 + i % 120, 1 + i % 120));
        }

        Imported imported = book(rows.toString());

        assertThat(imported.count(RowResult.Outcome.REFUSED)).isZero();
        assertThat(harvests())
                .extracting(HarvestRecorded::lot)
                .doesNotHaveDuplicates()
                .hasSize(2_000);
    }

    @Test
    void tenThousandRowsTakeSeconds() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            rows.append("T%05d;%02d/05/2026;P-KAD-%04d;V-KAD-%04d;Kent;1;20;non%n"
                    .formatted(i, 1 + i % 28, 1 + i % 120, 1 + i % 120));
        }

        long start = System.nanoTime();
        Imported imported = book(rows.toString());

        assertThat(imported.count(RowResult.Outcome.REFUSED)).isZero();
        assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(30);
    }

    // ---- the file as a whole

    @Test
    void aBookIsRecordedByItsOwnOrganisationOnly() {
        Import imports = new Import(
                samples.ledger, org.jekasy.command.ledger.Rulebook.shipped().reference());

        assertThatThrownBy(() -> imports.run(
                        Samples.file(MANGO + ".csv"),
                        new Import.Asking(
                                Actor.of(Samples.YOROSSO),
                                Samples.KADIOLO,
                                Samples.KADIOLO_POINT,
                                null,
                                null,
                                null,
                                false)))
                .isInstanceOfSatisfying(
                        Unfit.class, unfit -> assertThat(unfit.why().code()).isEqualTo(RuleCode.E_CUST_01));
    }

    @Test
    void anUnknownOrganisationOrPlaceIsSaidOnce() {
        byte[] book = Samples.file(MANGO + ".csv");

        assertThatThrownBy(() -> samples.take(book, Samples.PROGRAMME, Samples.KADIOLO_POINT))
                .hasMessage("E-REF-01 organisation : « PROGRAMME » n’est pas connu.");
        assertThatThrownBy(() -> samples.take(book, Samples.KADIOLO, PlaceId.parse("PC-XYZ")))
                .hasMessage("E-REF-01 place : « PC-XYZ » n’est pas connu.");
        assertThatThrownBy(() -> samples.take(book, Samples.KADIOLO, null)).hasMessage("E-FORM-01 Il manque : place.");
        assertThat(samples.ledger
                        .known(java.util.Set.of(Tag.organisation(Samples.PROGRAMME)))
                        .organisation(Samples.PROGRAMME))
                .isNull();
    }
}
