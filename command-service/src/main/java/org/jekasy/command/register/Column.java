package org.jekasy.command.register;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.language.reference.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * The columns we understand and the words people head them with. Accents, case, punctuation and the small words in {@link #SMALL_WORDS} do not count:
 * « N° de ticket » and « TICKET » are the same. A weight is in kilograms: a heading that says tonnes is not known here, on purpose.
 */
enum Column {
    TICKET(
            "n° ticket",
            "ticket",
            "ticket, ticket pesee, bon, bon pesee, bon livraison, bon reception, bordereau, bordereau pesee, recu, "
                    + "fiche, fiche pesee, reference, ref"),
    DATE(
            "date",
            "date",
            "jour, date recolte, date livraison, date pesee, date reception, date collecte, date achat, "
                    + "harvest date, delivery date"),
    PRODUCER(
            "n° producteur",
            "producer",
            "producteur, productrice, producteur productrice, code producteur, code productrice, id producteur, "
                    + "identifiant producteur, planteur, code planteur, membre, code membre, adherent, code adherent, "
                    + "matricule, livreuse, livreur, producer"),
    ORCHARD(
            "verger",
            "orchard",
            "verger, code verger, id verger, parcelle, code parcelle, plantation, code plantation, orchard"),
    VARIETY("variété", "variety", "variete, variete mangue, varietes, variety"),
    CRATES(
            "caisses",
            "crates",
            "caisses, caisse, nombre caisses, nb caisses, nbre caisses, cageots, nombre cageots, nb cageots, "
                    + "crates"),
    WEIGHT(
            "poids net (kg)",
            "net weight (kg)",
            "poids net kg, poids kg, poids net, poids, kg, kgs, kilos, net kg, kg net, kg nets, quantite kg, "
                    + "pesee kg, pesee, masse kg, masse nette kg, net weight kg, weight kg"),
    GROSS("poids brut (kg)", "gross weight (kg)", "poids brut kg, poids brut, brut kg, brut, gross weight kg"),
    SACKS("sacs", "sacks", "sacs, sac, nombre sacs, nb sacs, nbre sacs, sacks, bags"),
    MOISTURE("humidité (%)", "moisture (%)", "humidite, taux humidite, teneur eau, humidite pourcent, moisture"),
    PRODUCT("produit", "product", "produit, nature produit, nature, product"),
    ORGANIC("bio", "organic", "bio, biologique, certifie bio, certification bio, agriculture biologique, ab, organic"),
    COMMUNE("commune", "commune", "commune, village commune, commune village, village, localite, zone collecte, zone"),
    CERCLE("cercle", "cercle", "cercle"),
    AREA("superficie (ha)", "area (ha)", "superficie ha, superficie, surface ha, surface, ha, hectares, area ha"),
    CONSENT("consentement le", "consent given on", "consentement, date consentement, consent"),
    ORGANISATION(
            "code", "code", "code, code organisation, code cooperative, id organisation, organisation, identifiant"),
    NAME("nom", "name", "nom, nom organisation, nom cooperative, denomination, raison sociale, name"),
    // apart from « nom », which an organisation has too
    PERSON_NAME(
            "nom complet",
            "full name",
            "nom producteur, nom productrice, nom membre, nom adherent, nom planteur, nom famille, family name, "
                    + "nom prenom, prenom nom, nom prenoms, prenoms nom, noms prenoms, prenoms noms"),
    GIVEN_NAME("prénom", "given name", "prenom, prenoms, given name, first name"),
    PHONE(
            "téléphone",
            "telephone",
            "telephone, tel, numero telephone, portable, mobile, contact, cellulaire, phone, phone number"),
    TYPE("type", "type", "type, type organisation, statut, kind"),
    ISSUER("code émetteur", "issuer code", "code emetteur, emetteur, issuer"),
    POINT("point de collecte", "collection point", "point collecte, code point collecte, collection point"),
    GGN("GGN", "GGN", "ggn, globalgap, global gap"),
    GLN("GLN", "GLN", "gln"),
    SINCE("depuis le", "since", "depuis, date creation, date adhesion, date enregistrement, since");

    private static final Set<String> SMALL_WORDS = Set.of(
            "n", "no", "nr", "num", "numero", "de", "du", "des", "d", "la", "le", "les", "l", "en", "et", "a", "of",
            "on");
    private static final Map<String, Column> BY_WORD = byWord();

    private final String french;
    private final String english;
    private final String words;

    /** How the column is called in a sentence, in French and English, then the other words it goes by, with commas between. */
    Column(String french, String english, String words) {
        this.french = french;
        this.english = english;
        this.words = words;
    }

    String french() {
        return french;
    }

    String english() {
        return english;
    }

    /** The column a heading means, null where none is known. */
    static @Nullable Column of(String heading) {
        return BY_WORD.get(bare(heading));
    }

    private static Map<String, Column> byWord() {
        Map<String, Column> byWord = new HashMap<>();
        for (Column column : values()) {
            for (String word : (column.french + ", " + column.english + ", " + column.words).split(", ")) {
                Column other = byWord.put(bare(word), column);
                if (other != null && other != column) {
                    throw new IllegalStateException(word + " heads both " + other + " and " + column);
                }
            }
        }
        return byWord;
    }

    private static String bare(String heading) {
        String apart = heading.replaceAll("[^\\p{L}\\p{M}\\p{N}]+|º", " ");
        return Stream.of(Spelling.fold(apart).split(" "))
                .filter(word -> !word.isEmpty() && !SMALL_WORDS.contains(word))
                .collect(Collectors.joining(" "));
    }
}
