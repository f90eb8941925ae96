package org.jekasy.label.lot;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;

/**
 * Why a label is refused: a code for machines, the HTTP status, and one sentence to act on in French and in English, with
 * the numbers of the case in {@code {braces}}.
 */
public enum Reason {
    LOT_MISTYPED(
            400,
            "« {lot} » n'est pas un code de lot : 14 caractères (13 sur un rouleau), dont le dernier contrôle les autres."
                    + " Relisez-le sur l'étiquette ou dans le cahier.",
            "“{lot}” is not a lot code: 14 characters (13 on a roll), the last of which checks the others."
                    + " Read it again from the label or the weighing book."),
    LOT_UNKNOWN(
            404,
            "Le lot {lot} n'est pas dans le registre. Vérifiez le code ou attendez que sa pesée soit transmise.",
            "Lot {lot} is not in the ledger. Check the code, or wait until its weighing has been sent."),
    CODE_FREE(
            404,
            "L'étiquette de rouleau {lot} n'est liée à aucun lot. Liez-la d'abord au lot sur lequel elle est.",
            "The label of a roll {lot} is bound to no lot. First bind it to the lot it is on."),
    CODE_VOID(
            409,
            "L'étiquette de rouleau {lot} est annulée. Ne la collez pas ; prenez-en une autre.",
            "The label of a roll {lot} is void. Do not stick it on; take another."),
    ROLL_UNKNOWN(
            404,
            "Le registre n'a émis aucun rouleau de {issuer} qui contient le numéro {first}. Émettez d'abord ses codes, ou demandez un"
                    + " numéro d'un rouleau émis.",
            "The ledger gave out no roll of {issuer} with number {first} in it. Give out its codes first, or ask for a number"
                    + " of a roll that was given out."),
    ROLL_PRINTED(
            409,
            "Le rouleau {issuer} {first} est déjà imprimé : {bound} de ses étiquettes sont sur des lots. Pour remplacer des étiquettes"
                    + " perdues, annulez leurs codes ; pour réimprimer celles"
                    + " qui restent, commencez plus loin ou demandez la copie 2 : elle le dit.",
            "Roll {issuer} {first} is printed already: {bound} of its labels are on lots. To replace lost labels, void their codes;"
                    + " to print the"
                    + " others again, begin further on or ask for copy 2: it says so."),
    ROLL_HANDED_OUT(
            409,
            "Les codes {first} à {last} de {issuer} ont déjà été donnés à imprimer le {at} (copie {copy}). Si des étiquettes manquent,"
                    + " demandez la copie {next} : elle le dit sur chacune.",
            "The codes {first} to {last} of {issuer} were handed out to be printed on {at} (copy {copy}). Where labels are missing,"
                    + " ask for copy {next}: it says so on each."),
    ROLL_VOID(
            409,
            "Tous les codes demandés du rouleau {issuer} {first} sont annulés ou sur des lots : il n'y a rien à imprimer.",
            "All codes asked for of roll {issuer} {first} are void or on lots: there is nothing to print."),
    LOT_VOIDED(
            409,
            "Le lot {lot} est annulé : il ne s'étiquette plus. Retirez aussi les étiquettes déjà collées.",
            "Lot {lot} is voided: it gets no label any more. Take off the labels it already carries."),
    LOT_EMPTY(
            409,
            "Le lot {lot} n'a pas de poids net : il n'y a rien à étiqueter.",
            "Lot {lot} has no net weight: there is nothing to label."),
    LABEL_NOT_NUMBERED(
            400,
            "« {scan} » ne dit pas de quelle étiquette il s'agit. Scannez son QR, ou tapez le code du lot puis les huit signes sous le QR"
                    + " (26092K7QF00045 K7QF2M9X). Rien n'est annulé.",
            "“{scan}” does not say which label it is. Scan its QR code, or type the lot code and then the eight signs under the QR code"
                    + " (26092K7QF00045 K7QF2M9X). Nothing was voided."),
    LOTS_MISSING(400, "Donnez au moins un code de lot.", "Give at least one lot code."),
    LOTS_TOO_MANY(
            400,
            "{asked} étiquettes demandées : une planche en porte {maximum} au plus. Partagez la demande.",
            "{asked} labels asked for: one order takes {maximum} at most. Split it."),
    LOTS_AWAY(
            503,
            "Le service de consultation ({address}) ne répond pas. Rien n'est imprimé ; réessayez quand il sera revenu.",
            "The query service ({address}) does not answer. Nothing was printed; try again when it is back."),
    LOTS_UNREADABLE(
            502,
            "Le service de consultation a donné pour le lot {lot} une fiche qui ne peut pas faire une étiquette ({detail})."
                    + " Signalez-le à qui tient le registre.",
            "The query service gave a record for lot {lot} that cannot make a label ({detail})."
                    + " Tell whoever runs the ledger."),
    PASS_REFUSED(
            503,
            "Le service de consultation ({address}) ne laisse pas lire le poste d'étiquetage ({detail}). Rien n'est imprimé ;"
                    + " un administrateur l'inscrit comme machine avec le droit « read » et dépose son secret.",
            "The query service ({address}) does not let the label station read ({detail}). Nothing was printed;"
                    + " an administrator enrols it as a machine with the scope “read” and puts its secret in place."),
    QR_TOO_DENSE(
            422,
            "Lot {lot} : les carrés du QR auraient {moduleMm} mm, il en faut {minimumMm}. Choisissez une étiquette plus"
                    + " grande, une correction plus faible, une autre résolution ou une adresse plus courte.",
            "Lot {lot}: the squares of the QR code would be {moduleMm} mm, {minimumMm} are needed. Choose a larger label,"
                    + " a lower correction, another resolution or a shorter address."),
    QR_UNREADABLE(
            500,
            "Lot {lot} : le QR dessiné ne se relit pas ({read}). L'étiquette n'est pas sortie ; signalez-le.",
            "Lot {lot}: the QR code as drawn does not read back ({read}). The label was not let out; please report it."),
    VALUE_REFUSED(400, "{name} : « {value} » ne convient pas. {allowed}", "{name}: “{value}” will not do. {allowed}"),
    BODY_UNREADABLE(
            400,
            "Le corps de la demande n'est pas une liste JSON de codes de lot, comme [\"26092K7QF00045\"].",
            "The body of the request is not a JSON list of lot codes, like [\"26092K7QF00045\"]."),
    BODY_TOO_LARGE(
            413,
            "Le corps de la demande dépasse {maximum} octets. Partagez la demande.",
            "The body of the request is above {maximum} bytes. Split it."),
    PRINTER_ELSEWHERE(
            400,
            "{printer} n'est pas sur votre réseau : une imprimante a une adresse privée, comme 192.168.1.20. Rien n'est parti.",
            "{printer} is not on your network: a printer has a private address, like 192.168.1.20. Nothing was sent."),
    PRINTER_AWAY(
            503,
            "L'imprimante {printer} ne répond pas. Rien n'est parti ; regardez si elle est allumée et reliée.",
            "Printer {printer} does not answer. Nothing was sent; see whether it is on and connected."),
    PRINTER_NOT_READY(
            409,
            "L'imprimante {printer} n'imprime pas : {state}. Rien n'est parti ; réessayez ensuite.",
            "Printer {printer} does not print: {state}. Nothing was sent; try again afterwards."),
    PRINTER_REFUSED(
            502,
            "L'imprimante {printer} ne prend pas ce travail ({detail}). Rien n'est sorti ; essayez une autre imprimante ou son propre"
                    + " langage.",
            "Printer {printer} does not take this job ({detail}). Nothing came out; try another printer or its own language."),
    PRINTER_UNKNOWN(
            502,
            "Inconnu, vérifier : la ligne vers {printer} s'est coupée pendant l'envoi. Comptez les étiquettes sorties avant de"
                    + " réimprimer.",
            "Unknown, look: the line to {printer} broke while sending. Count the labels that came out before you print"
                    + " again."),
    PRINTER_NOT_NAMED(
            400,
            "« {printer} » n'est pas une imprimante de ce poste. Choisissez-en une de la liste.",
            "“{printer}” is not a printer of this station. Choose one of the list."),
    JOB_UNKNOWN(
            404,
            "Cette impression n'est plus dans la file. Reprenez le lot depuis la page du poste.",
            "This printout is not in the queue any more. Print the lot from the station page."),
    JOB_MOVED_ON(
            409,
            "Rien n'a changé : cette impression est maintenant « {state} ». Regardez la file.",
            "Nothing was changed: this printout is now “{state}”. Look at the queue."),
    STATION_DISK(
            507,
            "Le disque du poste ne garde rien de plus ({detail}). Rien n'est parti ; faites de la place, puis réessayez.",
            "The disk of the station keeps nothing more ({detail}). Nothing was sent; make room, then try again."),
    FOREIGN_PAGE(
            403,
            "Cette demande vient d'une autre page que celle du poste ({origin}) : rien n'est fait. Ouvrez le poste à son adresse ;"
                    + " un nom à lui se règle dans label.names.",
            "This request comes from another page than the station's ({origin}): nothing was done. Open the station at its"
                    + " address; a name of its own is set in label.names."),
    FILE_UNREADABLE(
            400,
            "{file} : aucun QR n'y est lisible. Il faut une image (PNG, JPEG) ou un PDF d'étiquettes.",
            "{file}: no QR code can be read in it. It takes an image (PNG, JPEG) or a PDF of labels."),
    FILE_REFUSED(
            400,
            "Un fichier ne se laisse pas lire ou écrire ({detail}).",
            "A file can not be read or written ({detail})."),
    FAULT(
            500,
            "Une faute de notre côté : rien n'est imprimé. Elle est notée ; réessayez, puis signalez-la.",
            "A fault on our side: nothing was printed. It is noted; try again, then report it."),
    REQUEST_REFUSED(
            400,
            "La demande n'a pas la forme attendue ({detail}). La page d'accueil dit ce qui se demande ici.",
            "The request has not the expected form ({detail}). The start page says what can be asked here.");

    private final int status;
    private final String french;
    private final String english;

    Reason(int status, String french, String english) {
        this.status = status;
        this.french = french;
        this.english = english;
    }

    /** The HTTP status this reason is answered with. */
    public int status() {
        return status;
    }

    /** The sentence in English for English readers, in French for everybody else. */
    String sentence(Locale reader, Map<String, Object> numbers) {
        boolean inEnglish = reader.getLanguage().equals("en");
        String text = inEnglish ? english : french;
        for (Map.Entry<String, Object> number : numbers.entrySet()) {
            text = text.replace("{" + number.getKey() + "}", said(number.getValue(), inEnglish));
        }
        return text;
    }

    private static String said(Object value, boolean inEnglish) {
        return switch (value) {
            case BigDecimal number ->
                new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(inEnglish ? Locale.ENGLISH : Locale.FRENCH))
                        .format(number);
            case Said said -> inEnglish ? said.english() : said.french();
            default -> value.toString();
        };
    }

    /** A part of a sentence that differs by language. */
    public record Said(String french, String english) {
        /** So many of something, its name in the plural where there is not one of it. */
        public static String count(int count, String of) {
            return count + " " + of + (count == 1 ? "" : "s");
        }

        @Override
        public String toString() {
            return french;
        }
    }
}
