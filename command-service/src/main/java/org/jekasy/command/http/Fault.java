package org.jekasy.command.http;

import static org.jekasy.language.RuleCode.E_AUTH_02;
import static org.jekasy.language.RuleCode.E_CONS_01;
import static org.jekasy.language.RuleCode.E_FORM_01;
import static org.jekasy.language.RuleCode.E_REF_01;

import java.util.Locale;
import java.util.Map;
import org.jekasy.language.RuleCode;
import org.jspecify.annotations.Nullable;

/** What a door can not take, before any rule looks at it: its HTTP status and one sentence to act on, French first. */
enum Fault {
    // the body as a whole
    NOT_JSON(
            400,
            E_FORM_01,
            "Le contenu envoyé n’est pas du JSON (vers l’octet {at}). Vérifiez la syntaxe.",
            "What was sent is not JSON (near byte {at}). Check its syntax."),
    NO_NUMBER(
            400,
            E_FORM_01,
            "Le contenu envoyé porte un nombre trop grand pour être lu.",
            "What was sent holds a number too large to be read."),
    DOUBLED_FIELD(400, E_FORM_01, "Le champ {field} est donné deux fois.", "Field {field} is given twice."),
    TOO_DEEP(
            400,
            E_FORM_01,
            "Le contenu est imbriqué sur plus de {most} niveaux.",
            "What was sent is nested more than {most} levels deep."),
    BROKEN_OFF(
            400,
            E_FORM_01,
            "Le contenu s’est interrompu avant la fin. Envoyez-le à nouveau.",
            "What was sent broke off before its end. Send it again."),
    TOO_LARGE(
            413,
            E_FORM_01,
            "Le contenu dépasse {most} octets. Envoyez-le en plusieurs fois.",
            "What was sent is larger than {most} bytes. Send it in parts."),
    TOO_MANY(
            413,
            E_FORM_01,
            "Il y a {count} enregistrements dans cet envoi : {most} au plus.",
            "There are {count} entries in this batch: {most} at most."),
    // one field
    NOT_AN_OBJECT(
            422,
            E_FORM_01,
            "{field} : « {read} » n’est pas un objet JSON.",
            "{field}: \"{read}\" is not an object of JSON."),
    UNKNOWN_FIELD(
            422,
            E_FORM_01,
            "Le champ {field} n’est pas connu. Champs possibles : {known}.",
            "Field {field} is not known. Possible fields: {known}."),
    UNKNOWN_COMMAND(
            422,
            E_FORM_01,
            "{field} : « {read} » n’est pas une commande connue. Commandes possibles : {known}.",
            "{field}: \"{read}\" is not a known command. Possible commands: {known}."),
    OTHER_COMMAND(
            422,
            E_FORM_01,
            "{field} : « {read} » n’est pas à sa place ici ; cette adresse prend {expected}.",
            "{field}: \"{read}\" does not belong here; this address takes {expected}."),
    MISSING_FIELD(422, E_FORM_01, "Il manque le champ {field}.", "Field {field} is missing."),
    EMPTY_FIELD(
            422,
            E_FORM_01,
            "Le champ {field} est vide. Donnez-lui une valeur ou ne l’envoyez pas.",
            "Field {field} is empty. Give it a value or leave it out."),
    TOO_LONG(
            422,
            E_FORM_01,
            "Le champ {field} a {length} caractères : {most} au plus.",
            "Field {field} has {length} characters: {most} at most."),
    NO_TEXT(
            422,
            E_FORM_01,
            "Le champ {field} contient un caractère qui n’est pas du texte (U+{character}).",
            "Field {field} holds a character that is no text (U+{character})."),
    WRONG_FORM(
            422,
            E_FORM_01,
            "{field} : « {read} » n’a pas la bonne forme.",
            "{field}: \"{read}\" does not have the right form."),
    WRONG_FORM_EXPECTED(
            422,
            E_FORM_01,
            "{field} : « {read} » ne peut pas être lu ; attendu : {expected}.",
            "{field}: \"{read}\" can not be read; expected: {expected}."),
    MISTYPED(
            422,
            E_FORM_01,
            "{field} : « {read} » est mal recopié ; avec le bon caractère de contrôle ce serait {expected}.",
            "{field}: \"{read}\" is mistyped; with the right check character it would be {expected}."),
    NO_MASS(
            422,
            E_FORM_01,
            "{field} : {read} g n’est pas une masse possible ({expected}).",
            "{field}: {read} g is not a possible mass ({expected})."),
    // who acts
    NO_ACTOR(
            401,
            null,
            "Qui agit ? L’en-tête Jekasy-Actor (organisation/opérateur/appareil;role=rôle) manque ou ne peut pas être lu.",
            "Who acts? The header Jekasy-Actor (organisation/operator/device;role=role) is missing or can not be read."),
    ACTOR_FROM_AFAR(
            401,
            null,
            "L’en-tête Jekasy-Actor n’est cru que depuis cette machine.",
            "The header Jekasy-Actor is only believed from this machine."),
    NOT_IN_ROLE(
            403,
            E_AUTH_02,
            "Le rôle {role} ne permet pas {command}. Rôles qui le permettent : {allowed}.",
            "Role {role} does not allow {command}. Roles that do: {allowed}."),
    OTHERS_ISSUER(
            403,
            E_AUTH_02,
            "Le lot {lot} porte le code émetteur {issuer} ; ce téléphone donne des codes de {own} seulement. Prenez un code de {own} ou d’un rouleau.",
            "Lot {lot} has issuer code {issuer}; this phone gives out codes of {own} only. Take a code of {own} or of a roll."),
    APPROVES_IN_PERSON(
            403,
            E_AUTH_02,
            "Un accord ou un refus ne s’accepte pas pour un autre : {operator} le donne en personne, à nouveau.",
            "Nobody accepts another's consent or rejection: {operator} gives it in person, anew."),
    ACTOR_BY_TOKEN(
            400,
            null,
            "L’en-tête Jekasy-Actor n’est pas pris ici : qui agit vient du jeton seul. Enlevez l’en-tête.",
            "The header Jekasy-Actor is not taken here: who acts comes from the token alone. Leave the header out."),
    NOT_SIGNED_IN(
            401,
            null,
            "Il faut un jeton d’accès valable (Authorization: Bearer …). Connectez-vous, puis renvoyez avec le même eventId.",
            "A valid access token is needed (Authorization: Bearer …). Sign in, then send it again with the same eventId."),
    NO_PROOF(
            401,
            null,
            "La preuve de la clé (en-tête DPoP) manque ou n’est pas bonne : il en faut une nouvelle à chaque demande, pour l’adresse {address} (htu), cette méthode et ce jeton, à l’heure du serveur (en-tête Date) à 30 secondes près. Refaites-la, puis renvoyez avec le même eventId.",
            "The proof of the key (header DPoP) is missing or not good: each request needs a new one, for the address {address} (htu), this method and this token, by the server's time (header Date) within 30 seconds. Make it anew, then send it again with the same eventId."),
    TOO_WEAK(
            401,
            null,
            "Vous êtes connecté, mais pas assez sûrement pour ce registre (acr). Reconnectez-vous chez votre fournisseur avec deux facteurs, puis renvoyez avec le même eventId.",
            "You are signed in, but not safely enough for this ledger (acr). Sign in again at your provider with two factors, then send it again with the same eventId."),
    TOO_MANY_CALLS(
            429,
            null,
            "Trop de demandes de votre part en une minute : celle-ci n’a pas été prise. Rien n’est perdu : refaites-la dans une minute, avec le même eventId.",
            "Too many calls from you in one minute: this one was not taken. Nothing is lost: make it again in a minute, with the same eventId."),
    TOO_OFTEN(
            429,
            null,
            "Trop d’envois dans cette minute : celui-ci n’a pas été pris. Rien n’est perdu : groupez, ou renvoyez dans une minute.",
            "Too many were sent in this minute: this one was not taken. Nothing is lost: send several together, or again in a minute."),
    NOT_A_MEMBER(
            403,
            null,
            "Vous êtes connecté, mais aucune organisation ne vous a (ou ne vous a plus) parmi ses membres. Demandez à son administrateur.",
            "You are signed in, but no organisation has you among its members (any more). Ask its administrator."),
    NOT_ALLOWED(
            403,
            null,
            "Votre rôle ne permet pas cela. Demandez à l’administrateur de votre organisation.",
            "Your role does not allow this. Ask the administrator of your organisation."),
    STALE_PAGE(
            403,
            null,
            "Cette page est restée ouverte trop longtemps. Rechargez-la, puis recommencez.",
            "This page was open for too long. Load it again, then try once more."),
    // the batch and the ledger
    LEFT_OUT(
            424,
            null,
            "Pas enregistré : l’envoi est indivisible et un autre de ses enregistrements ne peut pas être pris.",
            "Not recorded: the batch is atomic and another of its entries can not be taken."),
    UNAVAILABLE(
            503,
            null,
            "Le registre ne répond pas en ce moment. Rien n’est perdu : renvoyez plus tard avec le même eventId.",
            "The ledger does not answer at the moment. Nothing is lost: send it again later with the same eventId."),
    CROWDED(
            503,
            null,
            "Trop de demandes en ce moment : celle-ci n’a pas été prise. Rien n’est perdu : renvoyez dans quelques secondes avec le même eventId.",
            "Too many requests at this moment: this one was not taken. Nothing is lost: send it again in some seconds with the same eventId."),
    NO_ROOM(
            507,
            null,
            "Le disque du registre est plein : rien n’a été enregistré, rien n’est perdu. Faites de la place sur le serveur, puis renvoyez avec le même eventId.",
            "The ledger's disk is full: nothing was recorded, nothing is lost. Make room on the server, then send it again with the same eventId."),
    ASIDE_IS_FULL(
            507,
            null,
            "Ce téléphone a déjà {most} octets gardés à part : cet envoi n’a pas été pris, gardez-le sur le téléphone. Qu’un administrateur ou un responsable qualité décide de ce qui attend.",
            "This phone has {most} bytes kept aside already: this was not taken, keep it on the phone. An administrator or quality officer has to decide on what waits."),
    JOURNAL_BEHIND(
            503,
            null,
            "Rien n’est enregistré : le journal vient d’une ancienne sauvegarde. Il finit à la position {journal}, le sujet Kafka à {topic} : il manque les {missing} enregistrements de {first} à {topic}. Remettez-les avec « ./ledger restore --refill-from-topic ». Renvoyez ensuite avec le même eventId.",
            "Nothing is recorded: the journal comes from an old backup. It ends at position {journal}, the topic at {topic}: the {missing} entries from {first} to {topic} are missing. Put them back with \"./ledger restore --refill-from-topic\". Then send it again with the same eventId."),
    JOURNAL_NOT_COMPARED(
            503,
            null,
            "Rien n’est encore enregistré : le journal, qui finit à la position {journal}, vient d’être créé ou restauré et n’a pas pu être comparé à sa copie. Démarrez Kafka ; la comparaison se fait alors d’elle-même. Renvoyez ensuite avec le même eventId.",
            "Nothing is recorded yet: the journal, which ends at position {journal}, was just made or restored and could not be compared with its copy. Start Kafka; it is then compared by itself. Then send it again with the same eventId."),
    UNKNOWN_ENTRY(
            404, null, "L’enregistrement {read} n’est pas dans le registre.", "Entry {read} is not in the ledger."),
    NOT_HERE(
            404,
            E_REF_01,
            "Inconnu, ou pas à votre organisation : {what} {id}. Vérifiez le code ; si un autre l’a encore, demandez-lui de l’expédier.",
            "Not known, or not your organisation’s: {what} {id}. Check the code; if another still has it, ask for it to be sent."),
    NO_SUCH_PLACE(
            404,
            E_REF_01,
            "Lieu inconnu, ou pas à votre organisation : {id}. Vérifiez le code.",
            "No such place, or not your organisation’s: {id}. Check the code."),
    // persons
    NO_SUCH_PRODUCER(
            404,
            E_REF_01,
            "Producteur inconnu, ou pas de votre organisation : {id}. Vérifiez le numéro.",
            "No such producer, or not of your organisation: {id}. Check the number."),
    NO_SUCH_ORCHARD(
            404,
            E_REF_01,
            "Verger inconnu, ou pas de ce producteur : {id}. Vérifiez le code.",
            "No such orchard, or not of this producer: {id}. Check the code."),
    NO_CONSENT(
            409,
            E_CONS_01,
            "{id} n’est pas (ou plus) d’accord pour « {purpose} » : rien n’a été gardé ni donné. Demandez son accord, notez-le, puis recommencez.",
            "{id} does not agree (any more) to \"{purpose}\": nothing was kept or handed on. Ask for consent, write it down, then try again."),
    UNNAMED(
            401,
            null,
            "Qui agit ? Un accord ou un effacement se note avec le numéro de l’opérateur (Jekasy-Actor : organisation/opérateur).",
            "Who acts? A consent or an erasure is noted with the operator's number (Jekasy-Actor: organisation/operator)."),
    PHOTO_TOO_LARGE(
            413,
            E_FORM_01,
            "La photo dépasse {most} octets. Réduisez-la, puis renvoyez-la.",
            "The photo is larger than {most} bytes. Make it smaller, then send it again."),
    NO_PHOTO(
            422,
            E_FORM_01,
            "Ce n’est pas une photo JPEG ou PNG d’au plus {side} points de côté.",
            "This is no photo as JPEG or PNG of at most {side} points a side."),
    // plain HTTP
    UNKNOWN_ADDRESS(404, null, "Cette adresse n’existe pas.", "There is nothing at this address."),
    WRONG_METHOD(
            405,
            null,
            "Cette adresse ne prend pas la méthode {method} ; elle prend {allowed}.",
            "This address does not take method {method}; it takes {allowed}."),
    NOT_ACCEPTABLE(
            406,
            null,
            "La réponse n’existe qu’en JSON (Accept: application/json).",
            "The answer exists as JSON only (Accept: application/json)."),
    WRONG_MEDIA_TYPE(
            415,
            E_FORM_01,
            "Envoyez du JSON (Content-Type: application/json).",
            "Send JSON (Content-Type: application/json)."),
    BAD_REQUEST(400, null, "Cette demande ne peut pas être lue.", "This request can not be read."),
    BROKEN(
            500,
            null,
            "Une erreur est survenue chez nous. Renvoyez avec le même eventId : rien ne sera enregistré deux fois.",
            "Something broke on our side. Send it again with the same eventId: nothing will be recorded twice.");

    private final int status;
    private final @Nullable RuleCode code;
    private final String french;
    private final String english;

    Fault(int status, @Nullable RuleCode code, String french, String english) {
        this.status = status;
        this.code = code;
        this.french = french;
        this.english = english;
    }

    int status() {
        return status;
    }

    /** The rule behind it: what can not be read is E-FORM-01; who acts, and plain HTTP, have no rule of the trade. */
    @Nullable
    RuleCode code() {
        return code;
    }

    /** What kind of problem it is where no rule of the trade stands behind it: of its own kind, or just its HTTP status. */
    String type(String types) {
        return switch (this) {
            case JOURNAL_BEHIND -> types + "journal-behind";
            case JOURNAL_NOT_COMPARED -> types + "journal-not-compared";
            default -> "about:blank";
        };
    }

    /** The fault that stands for a status of HTTP. */
    static Fault of(int status) {
        return switch (status) {
            case 404 -> UNKNOWN_ADDRESS;
            case 405 -> WRONG_METHOD;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> WRONG_MEDIA_TYPE;
            case 503 -> UNAVAILABLE;
            default -> status < 500 ? BAD_REQUEST : BROKEN;
        };
    }

    String sentence(Locale locale, Map<String, Object> numbers) {
        boolean inEnglish = locale.getLanguage().equals("en");
        String sentence = inEnglish ? english : french;
        for (Map.Entry<String, Object> number : numbers.entrySet()) {
            String value = String.valueOf(number.getValue());
            if (!inEnglish && number.getKey().equals("expected")) {
                value = value.replace("digits", "chiffres").replace("whole grams", "des grammes entiers");
            }
            sentence = sentence.replace("{" + number.getKey() + "}", value);
        }
        return sentence;
    }
}
