package org.jekasy.command.http;

import java.util.Locale;
import org.jekasy.language.RuleCode;

/** The short name of a rule: the {@code title} of a problem, the same for every occurrence. */
record Title(String french, String english) {
    static String of(RuleCode code, Locale locale) {
        Title title = of(code);
        return locale.getLanguage().equals("en") ? title.english : title.french;
    }

    private static Title of(RuleCode code) {
        return switch (code) {
            case E_ID_01 -> new Title("Code déjà pris ou mal écrit", "Code taken or mistyped");
            case E_ID_02 -> new Title("Numéro mal écrit ou inconnu", "Number mistyped or unknown");
            case E_REF_01 -> new Title("Référence inconnue", "Unknown reference");
            case E_REF_02 -> new Title("Verger d’un autre producteur", "Orchard of another producer");
            case E_FORM_01 -> new Title("Saisie illisible", "Unreadable input");
            case E_TICKET_01 -> new Title("Ticket de pesée déjà utilisé", "Weighing ticket already used");
            case E_MASS_01 -> new Title("Quantité impossible", "Impossible quantity");
            case E_MASS_02 -> new Title("Il n’en reste pas assez", "Not enough left");
            case E_MASS_03 -> new Title("La suite deviendrait impossible", "Later entries would be impossible");
            case E_MASS_04 -> new Title("Les masses ne s’équilibrent pas", "Masses do not balance");
            case E_MASS_05 -> new Title("Bilan matière impossible", "Impossible material balance");
            case E_TIME_01 -> new Title("Date dans le futur", "Date in the future");
            case E_TIME_02 -> new Title("Dates dans le désordre", "Dates out of order");
            case E_PROD_01 -> new Title("Produits incompatibles", "Products do not match");
            case E_CERT_01 -> new Title("Mention non justifiée", "Claim not held");
            case E_CUST_01 -> new Title("Réservé au détenteur", "For the holder only");
            case E_CUST_02 -> new Title("Réception sans expédition", "Received but not sent");
            case E_STATE_01 -> new Title("Indisponible dans cet état", "Not available in this state");
            case E_CYCLE_01 -> new Title("Lot fait de lui-même", "Lot made of itself");
            case E_PACK_01 -> new Title("Cartons ou palette déjà placés", "Cartons or pallet already placed");
            case E_MKT_01 -> new Title("Règle du marché non remplie", "Market rule not met");
            case E_AUTH_01 -> new Title("Deuxième personne nécessaire", "A second person must approve");
            case E_AUTH_02 -> new Title("Pas dans ce rôle", "Not in this role");
            case E_CONS_01 -> new Title("Accord de la personne manquant", "Consent of the person missing");
            case W_YIELD_01 -> new Title("Rendement inhabituel à confirmer", "Unusual yield, to be confirmed");
            case W_RANGE_01 -> new Title("Valeur inhabituelle à confirmer", "Unusual value, to be confirmed");
            case W_TIME_03 -> new Title("Saisie tardive à confirmer", "Late entry, to be confirmed");
            case W_PROD_02 -> new Title("Mélange de variétés à confirmer", "Mixed varieties, to be confirmed");
            case W_CERT_01 -> new Title("Perte d’une mention à confirmer", "Loss of a claim, to be confirmed");
            case W_CUST_02 -> new Title("Excédent de réception à confirmer", "Excess on receipt, to be confirmed");
            case W_GEO_01 -> new Title("Lieu éloigné à confirmer", "Distant place, to be confirmed");
            case W_CAP_01 -> new Title("Apport élevé à confirmer", "High delivery, to be confirmed");
            case W_FAST_01 -> new Title("Trajet trop rapide à confirmer", "Too fast a trip, to be confirmed");
        };
    }
}
