package org.jekasy.command.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.Actor;
import org.jekasy.language.Claim;
import org.jekasy.language.CommuneId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.OrganisationRegistered;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistersTest {
    private final Samples samples = new Samples();

    private Imported take(String file, PartyId organisation) {
        return samples.take(file.getBytes(StandardCharsets.UTF_8), organisation, null);
    }

    private static String why(Imported imported) {
        Why why = imported.results().getLast().why();
        return why == null ? "" : why.code().wire() + " " + why.french();
    }

    private PlaceRegistered place(String id) {
        PlaceId place = PlaceId.parse(id);
        PlaceRegistered known = samples.ledger.known(Set.of(Tag.place(place))).place(place);
        return java.util.Objects.requireNonNull(known);
    }

    @Test
    void theCooperativesAreRegisteredWithTheirIssuersAndCollectionPoints() {
        Imported imported = samples.take(Samples.file("cooperatives.csv"), Samples.PROGRAMME, null);

        assertThat(imported.header().kind()).isEqualTo(Kind.ORGANISATIONS);
        assertThat(imported.count(RowResult.Outcome.ACCEPTED)).isEqualTo(3);
        assertThat(imported.header().ignored()).containsExactly("filière");
        Lots known = samples.ledger.known(Set.of(Tag.organisation(Samples.KADIOLO), Tag.organisation(Samples.YOROSSO)));
        assertThat(known.organisation(Samples.KADIOLO))
                .isEqualTo(new OrganisationRegistered(
                        Samples.KADIOLO,
                        "Coopérative des planteurs de Kadiolo",
                        OrganisationKind.COOPERATIVE,
                        CommuneId.parse("ml.sikasso.kadiolo"),
                        null,
                        List.of(IssuerCode.parse("K7QF")),
                        null,
                        "4063061000019"));
        assertThat(known.organisation(Samples.YOROSSO))
                .extracting(OrganisationRegistered::kind)
                .isEqualTo(OrganisationKind.WOMENS_GROUP);
        assertThat(place("PC-KAD-01").kind()).isEqualTo(PlaceKind.COLLECTION_POINT);
        assertThat(place("PC-KAD-01").organisation()).isEqualTo(Samples.KADIOLO);
    }

    @Test
    void producersAreRegisteredWithTheirOrchards() {
        samples.take(Samples.file("cooperatives.csv"), Samples.PROGRAMME, null);

        Imported imported = samples.take(Samples.file("producteurs_kadiolo.csv"), Samples.KADIOLO, null);

        assertThat(imported.header().kind()).isEqualTo(Kind.PRODUCERS);
        assertThat(imported.count(RowResult.Outcome.ACCEPTED)).isEqualTo(120);
        assertThat(imported.header().ignored()).containsExactly("sexe");
        ProducerId producer = ProducerId.parse("P-KAD-0004");
        assertThat(samples.ledger.known(Set.of(Tag.producer(producer))).producer(producer))
                .isEqualTo(new ProducerRegistered(
                        producer,
                        Samples.KADIOLO,
                        CommuneId.parse("ml.sikasso.kadiolo.nimbougou"),
                        LocalDate.of(2026, 2, 10),
                        List.of(Claim.ORGANIC),
                        null));
        assertThat(place("V-KAD-0001").areaM2()).isEqualTo(32_600);
        assertThat(place("V-KAD-0001").producer()).isEqualTo(ProducerId.parse("P-KAD-0001"));
        LedgerEntry entry = samples.ledger.entries().getLast();
        assertThat(entry.occurredAt()).isEqualTo(Instant.parse("2026-02-12T00:00:00Z"));
    }

    @Test
    void sheaWomenAreRegisteredWithOneCollectionAreaForEachCommune() {
        samples.take(Samples.file("cooperatives.csv"), Samples.PROGRAMME, null);
        int before = samples.ledger.entries().size();

        Imported imported = samples.take(Samples.file("productrices_yorosso.csv"), Samples.YOROSSO, null);

        assertThat(imported.count(RowResult.Outcome.ACCEPTED)).isEqualTo(150);
        assertThat(samples.ledger.entries()).hasSize(before + 150 + 9);
        PlaceRegistered area = place("ZC-COOP-YOR-01-menamba-i");
        assertThat(area.kind()).isEqualTo(PlaceKind.COLLECTION_AREA);
        assertThat(area.commune()).isEqualTo(CommuneId.parse("ml.sikasso.yorosso.menamba-i"));
    }

    @Test
    void theSameRegistersTwiceRegisterNothingTwice() {
        Samples registered = Samples.registered();
        int before = registered.ledger.entries().size();

        Imported cooperatives = registered.take(Samples.file("cooperatives.csv"), Samples.PROGRAMME, null);
        Imported producers = registered.take(Samples.file("productrices_yorosso.csv"), Samples.YOROSSO, null);

        assertThat(registered.ledger.entries()).hasSize(before);
        assertThat(cooperatives.count(RowResult.Outcome.REPEATED)).isEqualTo(3);
        assertThat(producers.count(RowResult.Outcome.REPEATED)).isEqualTo(150);
    }

    @Test
    void aRowAddedToARegisterIsTheOnlyOneRecorded() {
        Samples registered = Samples.registered();
        String longer = CsvFile.decode(Samples.file("producteurs_kadiolo.csv"))
                + "P-KAD-0121;Fourou;F;1,5;V-KAD-0121;oui;2026-02-20\r\n";

        Imported imported = registered.take(longer.getBytes(StandardCharsets.UTF_8), Samples.KADIOLO, null);

        assertThat(imported.count(RowResult.Outcome.REPEATED)).isEqualTo(120);
        assertThat(imported.count(RowResult.Outcome.ACCEPTED)).isEqualTo(1);
    }

    @Test
    void aProducerRegisteredOtherwiseIsAConflict() {
        Samples registered = Samples.registered();
        String other = "n° producteur;commune;superficie ha;code verger;bio;consentement le\n"
                + "P-KAD-0001;Kadiolo;3,26;V-KAD-0001;non;2026-02-04\n";

        Imported imported = registered.take(other.getBytes(StandardCharsets.UTF_8), Samples.KADIOLO, null);

        assertThat(why(imported))
                .isEqualTo("E-ID-01 P-KAD-0001 est déjà enregistré avec un autre contenu. Rien n’a été changé.");
    }

    @Test
    void aCommuneIsLookedForInTheCercleOfItsOrganisation() {
        samples.take(Samples.file("cooperatives.csv"), Samples.PROGRAMME, null);
        String header = "n° producteur;commune;consentement le\n";

        assertThat(why(take(header + "P-KAD-0501;Forou;2026-02-04\n", Samples.KADIOLO)))
                .isEqualTo("E-REF-01 commune : « Forou » n’est pas connu. Vouliez-vous dire « Fourou » ?");
        assertThat(why(take(header + "P-KAD-0502;Niéna;2026-02-04\n", Samples.KADIOLO)))
                .as("a commune of another cercle")
                .startsWith("E-REF-01 commune : « Niéna » n’est pas connu.");
        String within = "n° producteur;cercle;commune;consentement le\nP-KAD-0503;Sikasso;Niena;2026-02-04\n";
        assertThat(take(within, Samples.KADIOLO).count(RowResult.Outcome.ACCEPTED))
                .isEqualTo(1);
        String byId = header + "P-KAD-0504;ml.sikasso.kadiolo.fourou;2026-02-04\n";
        assertThat(take(byId, Samples.KADIOLO).count(RowResult.Outcome.ACCEPTED))
                .isEqualTo(1);
    }

    @Test
    void aCommuneOfAnOrganisationWithoutSeatMustSayItsCercleWhereItsNameIsNotTheOnlyOne() {
        String cooperatives = "code;nom\nUNION-01;Union des producteurs\n";
        take(cooperatives, Samples.PROGRAMME);
        PartyId union = PartyId.parse("UNION-01");
        String header = "n° producteur;commune;consentement le\n";

        assertThat(take(header + "P-1;Ourikéla;2026-02-04\n", union).count(RowResult.Outcome.ACCEPTED))
                .isEqualTo(1);
        assertThat(why(take(header + "P-2;Kapala;2026-02-04\n", union))).contains("aussi le cercle");
    }

    @Test
    void anIssuerCodeIsNeverGivenTwice() {
        samples.take(Samples.file("cooperatives.csv"), Samples.PROGRAMME, null);

        Imported imported = take("code;nom;code émetteur\nCOOP-X;Autre coopérative;K7QF\n", Samples.PROGRAMME);

        assertThat(why(imported)).startsWith("E-ID-01 Le code émetteur K7QF appartient déjà à COOP-KAD-01.");
    }

    @Test
    void organisationsSayWhatTheyAre() {
        Imported imported = take(
                "code;nom;type;émetteurs;code émetteur;GLN\n"
                        + "ST-1;Fruits de Sikasso;Station de conditionnement;;S001, S002;9521234000037\n"
                        + "EX-1;Fruits du Mali;Exportateur;;;\n"
                        + "XX-1;Inconnu;Club de football;;;\n"
                        + "GL-1;Mauvais GLN;Union;;;9521234000038\n",
                Samples.PROGRAMME);

        assertThat(imported.results())
                .extracting(RowResult::outcome)
                .containsExactly(
                        RowResult.Outcome.ACCEPTED,
                        RowResult.Outcome.ACCEPTED,
                        RowResult.Outcome.REFUSED,
                        RowResult.Outcome.REFUSED);
        PartyId station = PartyId.parse("ST-1");
        assertThat(samples.ledger.known(Set.of(Tag.organisation(station))).organisation(station))
                .satisfies(known -> {
                    assertThat(known).isNotNull();
                    assertThat(known.kind()).isEqualTo(OrganisationKind.STATION);
                    assertThat(known.issuers()).containsExactly(IssuerCode.parse("S001"), IssuerCode.parse("S002"));
                });
        assertThat(imported.results().get(2).why())
                .extracting(Why::french)
                .isEqualTo("type : « Club de football » n’est pas connu. Vouliez-vous dire « coopérative » ?");
    }

    // an organisation's name is in the ledger for ever

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code;nom complet;commune",
                "code;nom et prénom;commune",
                "code;nom producteur",
                "identifiant;nom de la productrice",
                "code;nom;nom complet",
                "code;nom;prénom",
                "code;nom;consentement le",
                "code;nom;code verger"
            })
    void aListOfPersonsIsNoListOfOrganisationsWhateverItIsCalled(String headings) {
        String list = headings + "\nAWA-1;Sirakoroba;Sirakoroba\n";
        for (ThrowingCallable taken : List.<ThrowingCallable>of(
                () -> take(list, Samples.PROGRAMME), () -> samples.takeAs(Kind.ORGANISATIONS, list))) {
            assertThatThrownBy(taken)
                    .isInstanceOf(Unfit.class)
                    .hasMessageStartingWith("E-FORM-01 Ligne 1 : cette liste semble parler de personnes (")
                    .hasMessageContaining(
                            "Pour des producteurs, il faut les colonnes « n° producteur », « commune », « consentement le ».")
                    .hasMessageEndingWith("ôtez ces colonnes.");
        }
        assertThat(samples.ledger.entries()).isEmpty();
    }

    @Test
    void aTelephoneAloneIsADoubtUntilSomebodySaysThatTheseAreOrganisations() {
        String list = "code;nom;contact\nCOOP-KAD-07;Coopérative de Fourou;76 00 00 21\n";

        assertThatThrownBy(() -> take(list, Samples.PROGRAMME))
                .hasMessageContaining("personnes (contact)")
                .hasMessageEndingWith("Pour des organisations, dites-le (as=organisations).");
        assertThat(samples.takeAs(Kind.ORGANISATIONS, list).count(RowResult.Outcome.ACCEPTED))
                .isEqualTo(1);
    }

    @Test
    void aProducerIsCalledByTheColumnsThatAreOfAPerson() {
        samples.take(Samples.file("cooperatives.csv"), Samples.PROGRAMME, null);
        Map<String, String> called = Map.of(
                "nom complet;;", "Awa Sirakoroba",
                "nom de famille;prénom;", "Issa Awa Sirakoroba",
                "nom;prénom;nom complet", "Issa Oumou",
                "nom de la coopérative;;nom producteur", "Oumou");
        called.forEach((headings, name) -> {
            List<String> names = new ArrayList<>();
            new Import(samples.ledger, Rulebook.shipped().reference())
                    .run(
                            (headings + ";n° producteur;commune;consentement le\n"
                                            + "Awa Sirakoroba;Issa;Oumou;P-KAD-0001;Kadiolo;2026-02-04\n")
                                    .getBytes(StandardCharsets.UTF_8),
                            new Import.Asking(Actor.of(Samples.KADIOLO), null, null, Kind.PRODUCERS, null, null, false),
                            (by, all) -> {
                                all.values().forEach(named -> names.add(named.name()));
                                return all.size();
                            });
            assertThat(names).as(headings).containsExactly(name);
        });
    }
}
