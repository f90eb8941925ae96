package org.jekasy.command.ledger;

import java.util.Locale;

/** What a market can ask of a lot: the words of the column {@code requires} of {@code market_rules.csv}. */
public enum Requirement {
    TREATMENT(
            "il lui faut un traitement après récolte contre la mouche des fruits",
            "it needs a post-harvest treatment against fruit fly"),
    PHYTOSANITARY_CERTIFICATE(
            "il lui faut un certificat phytosanitaire valable pour ce marché",
            "it needs a phytosanitary certificate valid for this market"),
    CERTIFICATE_COVERS_LOTS(
            "le certificat phytosanitaire doit nommer ce lot", "the phytosanitary certificate must name this lot"),
    CERTIFICATE_OF_INSPECTION_IF_ORGANIC_CLAIM(
            "vendu comme biologique, il lui faut un certificat d’inspection",
            "sold as organic, it needs a certificate of inspection"),
    NOT_ADMITTED("ce produit n’y est pas admis", "this product is not admitted there");

    private final String french;
    private final String english;

    Requirement(String french, String english) {
        this.french = french;
        this.english = english;
    }

    /** Reads the word of the table; one the rules do not know is a defect of the build, never passed over. */
    static Requirement parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What is missing, to go into a sentence. */
    String sentence(boolean inEnglish) {
        return inEnglish ? english : french;
    }
}
