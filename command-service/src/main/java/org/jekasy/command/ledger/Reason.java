package org.jekasy.command.ledger;

import static org.jekasy.language.RuleCode.*;

import java.util.Locale;
import java.util.Map;
import org.jekasy.language.RuleCode;

/**
 * Why something is refused or flagged: the rule, and one sentence the operator can act on, French first. Words in braces are filled from the
 * numbers that go with it; masses are written in kilograms.
 */
public enum Reason {
    // identity
    LOT_EXISTS(
            E_ID_01,
            true,
            "Le lot {lot} existe déjà. Prenez un autre code.",
            "Lot {lot} exists already. Take another code."),
    SAME_ID_OTHER_BODY(
            E_ID_01,
            true,
            "L’enregistrement {eventId} existe déjà avec un autre contenu. Rien n’a été changé ; donnez un nouvel identifiant.",
            "Entry {eventId} exists already with other content. Nothing was changed; give it a new id."),
    ALREADY_REGISTERED(E_ID_01, true, "Déjà enregistré : {what} {id}.", "Already registered: {what} {id}."),
    CODES_ISSUED(
            E_ID_01,
            true,
            "Les codes {issuer} {firstSerial} à {lastSerial} sont déjà émis. Un code ne s’imprime qu’une fois ; commencez après {lastSerial}.",
            "Codes {issuer} {firstSerial} to {lastSerial} were given out already. A code is printed once; begin after {lastSerial}."),
    CODE_BOUND(
            E_ID_01,
            true,
            "Le code {code} est déjà celui du lot {lot}. Un code ne se lie qu’une fois ; prenez une autre étiquette du rouleau.",
            "Code {code} is that of lot {lot} already. A code is bound once; take another label of the roll."),
    ISSUER_TAKEN(
            E_ID_01,
            true,
            "Le code émetteur {issuer} appartient déjà à {organisation}. Un code émetteur n’est jamais donné deux fois.",
            "Issuer code {issuer} already belongs to {organisation}. An issuer code is never given twice."),
    UNKNOWN_LOCODE(E_ID_02, false, "Le code UN/LOCODE {locode} n’est pas connu.", "UN/LOCODE {locode} is not known."),
    // references
    UNKNOWN(E_REF_01, false, "Inconnu au registre : {what} {id}.", "Not in the register: {what} {id}."),
    UNKNOWN_NEAREST(
            E_REF_01,
            false,
            "Inconnu au registre : {what} {id}. Vouliez-vous dire {nearest} ?",
            "Not in the register: {what} {id}. Did you mean {nearest}?"),
    UNKNOWN_LOT(
            E_REF_01,
            false,
            "Le lot {lot} n’est pas connu. Vérifiez le code ou enregistrez d’abord la récolte.",
            "Lot {lot} is not known. Check the code or record the harvest first."),
    CODE_NOT_ISSUED(
            E_REF_01,
            false,
            "Le code {code} n’a jamais été émis. Vérifiez l’étiquette, ou émettez d’abord les codes de ce rouleau.",
            "Code {code} was never given out. Check the label, or give out the codes of this roll first."),
    NOT_AN_ORCHARD(
            E_REF_01,
            false,
            "Le lieu {place} n’est pas un verger ni une zone de collecte.",
            "Place {place} is neither an orchard nor a collection area."),
    GTIN_NOT_FOR_THIS(
            E_REF_01,
            false,
            "Le GTIN {gtin} n’est pas enregistré par {actor} pour {product} en unités de {pack}.",
            "GTIN {gtin} is not registered by {actor} for {product} in units of {pack}."),
    ORCHARD_OF_ANOTHER(
            E_REF_02,
            false,
            "Le verger {orchard} appartient à {owner}, pas à {producer}.",
            "Orchard {orchard} belongs to {owner}, not to {producer}."),
    UNREADABLE(E_FORM_01, false, "{field} : « {read} » ne peut pas être lu.", "{field}: \"{read}\" can not be read."),
    MISSING(E_FORM_01, false, "Il manque : {field}.", "Missing: {field}."),
    WRONG_SEASON(
            E_FORM_01,
            false,
            "La saison {season} n’est pas celle du {day} : c’est {expected}.",
            "Season {season} is not that of {day}: it is {expected}."),
    TICKET_USED(
            E_TICKET_01,
            true,
            "Le ticket {ticket} de {cooperative} est déjà le lot {lot}. Un ticket de pesée est un seul lot.",
            "Ticket {ticket} of {cooperative} is already lot {lot}. One weighing ticket is one lot."),
    TWICE(E_FORM_01, false, "{field} : {id} est nommé deux fois.", "{field}: {id} is named twice."),
    CERTIFICATE_DIFFERS(
            E_ID_01,
            true,
            "Le certificat {number} est déjà enregistré : {field} {known}, pas {given}.",
            "Certificate {number} is already recorded: {field} {known}, not {given}."),
    NOT_OF_A_ROLL(
            E_FORM_01,
            false,
            "Le code {code} n’est pas celui d’un rouleau (R…) : il est celui d’un lot et ne se lie pas.",
            "Code {code} is not of a roll (R…): it is a lot’s own and is not bound."),
    NO_STRETCH(
            E_FORM_01,
            false,
            "De {firstSerial} à {lastSerial} : donnez le premier et le dernier numéro (0 à 9999999), {limit} au plus à la fois.",
            "From {firstSerial} to {lastSerial}: give the first and the last number (0 to 9999999), {limit} at most at once."),
    NOT_SO_MANY_CODES(
            E_FORM_01,
            false,
            "{count} codes à partir du numéro {firstSerial} : donnez un nombre de 1 à {limit} et un premier numéro de 0 à 9999999.",
            "{count} codes from number {firstSerial} on: give a number from 1 to {limit} and a first number from 0 to 9999999."),
    TOO_FEW_SERIALS(
            E_FORM_01,
            false,
            "Après le numéro {firstSerial}, l’émetteur {issuer} n’a plus {asked} codes : le dernier numéro est 9999999. Enregistrez un autre code émetteur.",
            "From number {firstSerial} on, issuer {issuer} has no {asked} codes left: the last number is 9999999. Register another issuer code."),
    NOT_SO_MANY_LABELS(
            E_FORM_01,
            false,
            "{count} étiquettes : commandez-en de 1 à {limit} à la fois.",
            "{count} labels: order from 1 to {limit} at once."),
    MORE_LABELS_THAN_ORDERED(
            E_FORM_01,
            false,
            "{printed} étiquettes sorties : la commande {order} en demande {count}. Donnez un nombre de 0 à {count}.",
            "{printed} labels came out: order {order} asks for {count}. Give a number from 0 to {count}."),
    STATION_UNNAMED(
            E_FORM_01,
            false,
            "Dites quel poste parle de la commande {order} : la machine du jeton, ou l’appareil dans l’en-tête (organisation/opérateur/poste).",
            "Say which station speaks of order {order}: the machine of the token, or the device in the header (organisation/operator/station)."),
    // mass
    OUT_OF_RANGE(
            E_MASS_01,
            false,
            "{field} : {value} {uom} est impossible (limites : {min} à {max} {uom}).",
            "{field}: {value} {uom} is impossible (limits: {min} to {max} {uom})."),
    TOO_LITTLE_LEFT(
            E_MASS_02,
            true,
            "Il ne reste que {available} dans le lot {lot} chez {holder} ; {asked} sont demandés.",
            "Only {available} are left in lot {lot} with {holder}; {asked} are asked for."),
    TOO_LITTLE_OPEN(
            E_MASS_02,
            true,
            "Il ne reste que {available} du lot {lot} en cours sur l’expédition {consignment} ; {asked} sont demandés.",
            "Only {available} of lot {lot} are open on consignment {consignment}; {asked} are asked for."),
    LATER_ENTRIES_FAIL(
            E_MASS_03,
            true,
            "Cette correction rend impossibles des enregistrements postérieurs : {dependents}. Corrigez-les ensemble, en un seul envoi.",
            "This correction makes later entries impossible: {dependents}. Correct them together, in one batch."),
    GROUPING_UNBALANCED(
            E_MASS_04,
            false,
            "Les lots réunis pèsent {inputs}, le nouveau lot {output}. Écart de {difference} : enregistrez-le comme ajustement.",
            "The inputs weigh {inputs}, the new lot {output}. Difference of {difference}: book it as an adjustment."),
    SPLIT_TOO_MUCH(
            E_MASS_04,
            false,
            "Les parties pèsent ensemble {outputs} ; il n’y a que {available} dans le lot {lot}.",
            "The parts weigh {outputs} together; lot {lot} has only {available}."),
    PROCESS_UNBALANCED(
            E_MASS_05,
            false,
            "Entrées : {inputs}, sorties et pertes : {outputs}. Il manque {difference} de matière.",
            "In: {inputs}, out and lost: {outputs}. {difference} more came out than went in."),
    YIELD_IMPOSSIBLE(
            E_MASS_05,
            false,
            "Un rendement de {yield} % est impossible pour {process} (limites : {min} à {max} %).",
            "A yield of {yield} % is impossible for {process} (limits: {min} to {max} %)."),
    BEYOND_CAPACITY(
            E_MASS_01,
            false,
            "{producer} aurait livré {total} cette saison pour {area} ha : plus de {limit} t/ha est impossible.",
            "{producer} would have delivered {total} this season from {area} ha: more than {limit} t/ha is impossible."),
    // time
    IN_THE_FUTURE(
            E_TIME_01,
            false,
            "La date {occurredAt} est dans le futur (il est {now}). Réglez l’horloge de l’appareil.",
            "{occurredAt} is in the future (it is {now}). Set the clock of the device."),
    BEFORE_ITS_LOT(
            E_TIME_02,
            false,
            "Cela se passe le {occurredAt}, avant la naissance du lot {lot} ({bornAt}).",
            "This happens at {occurredAt}, before lot {lot} came to be ({bornAt})."),
    BEFORE(
            E_TIME_02,
            false,
            "{later} ({laterAt}) ne peut pas être avant {earlier} ({earlierAt}).",
            "{later} ({laterAt}) can not be before {earlier} ({earlierAt})."),
    FAR_OUT_OF_SEASON(
            E_TIME_02,
            false,
            "{variety} ne se récolte pas le {day} : {days} jours hors de sa saison ({from} au {to}), plus de {limit} est impossible.",
            "{variety} is not picked on {day}: {days} days outside its season ({from} to {to}), more than {limit} is impossible."),
    // products and claims
    MIXED_PRODUCTS(
            E_PROD_01,
            false,
            "Le lot {lot} est du produit {product}, pas {expected} : ils ne se mélangent pas.",
            "Lot {lot} is {product}, not {expected}: they can not be put together."),
    PRODUCT_NOT_MADE_SO(
            E_PROD_01,
            false,
            "{process} : pas de {output} à partir de {input}.",
            "{process}: no {output} from {input}."),
    VARIETY_NOT_IN_INPUTS(
            E_PROD_01,
            false,
            "La variété {variety} n’est dans aucun des lots utilisés.",
            "Variety {variety} is in none of the lots used."),
    CLAIM_NOT_HELD(
            E_CERT_01,
            false,
            "La mention {claim} ne peut pas être gardée : {why} ne l’a pas.",
            "Claim {claim} can not be kept: {why} does not have it."),
    CLAIM_LOST(
            W_CERT_01,
            false,
            "La mention {claim} sera perdue : tous les lots ne l’ont pas. Confirmez la perte.",
            "Claim {claim} will be lost: not every lot has it. Confirm the loss."),
    TREATMENT_NOT_HELD(
            E_PROD_01,
            false,
            "Le lot {lot} n’a pas reçu le traitement {treatment}.",
            "Lot {lot} did not get treatment {treatment}."),
    // custody and state
    NOT_THE_HOLDER(
            E_CUST_01,
            false,
            "Le lot {lot} est chez {holder}. Seul son détenteur peut agir.",
            "Lot {lot} is with {holder}. Only its holder may act."),
    NOT_YOURS(
            E_CUST_01,
            false,
            "{what} {id} : c’est à {owner}, pas à {actor}.",
            "{what} {id}: it is {owner}’s, not {actor}’s."),
    NOT_AN_OPERATOR(
            E_CUST_01,
            false,
            "{actor} n’exploite pas ce registre : une organisation de ce genre ({kind}) y est inscrite par son exploitant.",
            "{actor} does not operate this ledger: an organisation of this kind ({kind}) is registered by who does."),
    LABEL_ORDER_ELSEWHERE(
            E_CUST_01,
            true,
            "La commande {order} est au poste {station}, pas à {actor}. N’imprimez rien ici.",
            "Order {order} is with station {station}, not with {actor}. Print nothing here."),
    NOT_SENT(
            E_CUST_02,
            true,
            "Le lot {lot} n’est pas sur l’expédition {consignment}, ou a déjà été reçu.",
            "Lot {lot} is not on consignment {consignment}, or was received already."),
    UNIT_NOT_SENT(
            E_CUST_02,
            true,
            "La palette {unit} n’est pas sur l’expédition {consignment}, ou a déjà été reçue.",
            "Pallet {unit} is not on consignment {consignment}, or was received already."),
    HELD(
            E_STATE_01,
            true,
            "Le lot {lot} est bloqué ({hold}). Faites lever le blocage d’abord.",
            "Lot {lot} is on hold ({hold}). Have the hold released first."),
    RECALLED(
            E_STATE_01,
            true,
            "Le lot {lot} est rappelé ({recall}) : seulement quarantaine ou destruction.",
            "Lot {lot} is recalled ({recall}): quarantine or destruction only."),
    VOIDED(
            E_STATE_01,
            true,
            "L’enregistrement {eventId} est annulé. Saisissez-le à nouveau.",
            "Entry {eventId} is void. Enter it again."),
    NOT_YET_WRITTEN(
            E_STATE_01,
            true,
            "L’enregistrement {eventId} est dans le même envoi. Enregistrez-le directement comme il doit être.",
            "Entry {eventId} is in the same batch. Record it as it should be straight away."),
    WRONG_STATE(E_STATE_01, true, "{what} {id} : {state}.", "{what} {id}: {state}."),
    OWN_ANCESTOR(
            E_CYCLE_01,
            false,
            "Le lot {lot} ne peut pas être fait de lui-même.",
            "Lot {lot} can not be made of itself."),
    LOT_ON_ITS_WAY(
            E_CUST_01,
            true,
            "Le lot {lot} est en route (expédition {consignment}). Seul le destinataire peut agir, en le recevant.",
            "Lot {lot} is on its way (consignment {consignment}). Only the receiver may act, by receiving it."),
    UNIT_ON_ITS_WAY(
            E_CUST_01,
            true,
            "La palette {unit} est en route (expédition {consignment}). Seul le destinataire peut agir, en la recevant.",
            "Pallet {unit} is on its way (consignment {consignment}). Only the receiver may act, by receiving it."),
    CHILD_ESCAPES(
            E_STATE_01,
            true,
            "Le lot {child} viendrait du lot {lot}, qui est bloqué ou rappelé. Bloquez ou rappelez d’abord {child} avec ses descendants.",
            "Lot {child} would come from lot {lot}, which is held or recalled. First hold or recall {child} with its descendants."),
    ON_ITS_WAY(
            E_STATE_01,
            true,
            "{id} est en route depuis le {since}. Enregistrez d’abord l’arrivée.",
            "{id} has been on its way since {since}. Record the arrival first."),
    NOT_DEPARTED(
            E_STATE_01,
            true,
            "{id} n’est pas en route. Enregistrez d’abord le départ.",
            "{id} is not on its way. Record the departure first."),
    ALL_RECEIVED(
            E_STATE_01,
            true,
            "L’expédition {consignment} est déjà entièrement reçue.",
            "Consignment {consignment} was received in full already."),
    SEAL_NOT_THERE(
            E_STATE_01,
            true,
            "Le scellé {seal} n’est pas sur le conteneur {container} ; il porte {seals}.",
            "Seal {seal} is not on container {container}; it has {seals}."),
    NOT_HELD(
            E_STATE_01,
            true,
            "Le lot {lot} n’est pas bloqué par l’enregistrement {hold}.",
            "Lot {lot} is not held by entry {hold}."),
    NOTHING_HELD(
            E_STATE_01,
            true,
            "L’enregistrement {hold} ne bloque plus aucun lot.",
            "Entry {hold} does not hold any lot any more."),
    CODE_VOID(
            E_STATE_01,
            true,
            "Le code {code} est annulé. Prenez une autre étiquette ; si celle-ci est déjà sur un sac, collez l’autre par-dessus et renvoyez avec son code.",
            "Code {code} is void. Take another label; if this one is on a sack already, stick the other over it and send again with its code."),
    LABEL_ORDER_MOVED_ON(
            E_STATE_01,
            true,
            "Commande d’étiquettes {order} : {state} (poste {station}). Rien n’a été changé.",
            "Order for labels {order}: {state} (station {station}). Nothing was changed."),
    RECALL_CLOSED(E_STATE_01, true, "Le rappel {recall} est déjà clos.", "Recall {recall} is closed already."),
    TOO_FEW_LABELS(
            E_STATE_01,
            true,
            "Le lot {lot} n’a que {valid} étiquettes valables ; {asked} seraient annulées.",
            "Lot {lot} has only {valid} valid labels; {asked} would be voided."),
    // who agrees
    FIRST_PERSON_UNNAMED(
            E_AUTH_01,
            false,
            "Une deuxième personne devra confirmer : dites d’abord qui demande (numéro de l’opérateur ou de l’opératrice).",
            "A second person will have to agree: first say who asks (the operator’s number)."),
    SECOND_PERSON_UNNAMED(
            E_AUTH_01,
            false,
            "Dites qui décide de la demande {approval} (numéro de l’opérateur ou de l’opératrice).",
            "Say who decides on request {approval} (the operator’s number)."),
    SAME_PERSON(
            E_AUTH_01,
            false,
            "{operator} a fait la demande {approval} ; une autre personne de l’organisation doit la confirmer.",
            "{operator} made request {approval}; another person of the organisation must agree to it."),
    APPROVAL_DECIDED(
            E_AUTH_01, true, "La demande {approval} est déjà décidée.", "Request {approval} is decided already."),
    APPROVAL_REJECTED(
            E_AUTH_01,
            true,
            "La demande {approval} a été rejetée : {reason}. Pour redemander, donnez un nouvel identifiant.",
            "Request {approval} was rejected: {reason}. To ask again, give it a new id."),
    NOT_A_UNION(
            E_REF_01,
            false,
            "{union} n’est pas une union dont une autre organisation peut être membre.",
            "{union} is no union that another organisation can be a member of."),
    // packing and units
    NOT_ENOUGH_CARTONS(
            E_PACK_01,
            true,
            "Il ne reste que {free} cartons du lot {lot} hors palette ; {asked} sont demandés.",
            "Only {free} cartons of lot {lot} are off pallets; {asked} are asked for."),
    IN_A_UNIT(
            E_PACK_01,
            true,
            "{boxed} du lot {lot} sont sur palette ; {loose} sont libres et {asked} sont demandés.",
            "{boxed} of lot {lot} are on pallets; {loose} are loose and {asked} are asked for."),
    UNIT_ELSEWHERE(
            E_PACK_01,
            true,
            "La palette {unit} est déjà dans le conteneur {container}.",
            "Pallet {unit} is already in container {container}."),
    NOT_IN_CARTONS(
            E_PACK_01, false, "Le lot {lot} n’est pas conditionné en cartons.", "Lot {lot} was not packed in cartons."),
    UNIT_IN_USE(
            E_PACK_01,
            true,
            "Le numéro {unit} est déjà sur une palette. Prenez un autre SSCC.",
            "Number {unit} is on a pallet already. Take another SSCC."),
    NOT_ON_UNIT(
            E_PACK_01,
            true,
            "La palette {unit} ne porte que {count} cartons du lot {lot} ; {asked} sont demandés.",
            "Pallet {unit} has only {count} cartons of lot {lot}; {asked} are asked for."),
    NOT_THE_WHOLE_UNIT(
            E_PACK_01,
            true,
            "La palette {unit} voyage entière : les lignes ne disent pas ce qu’elle porte (lot {lot}).",
            "Pallet {unit} travels as a whole: the lines do not say what is on it (lot {lot})."),
    // markets
    MARKET_CLOSED(
            E_MKT_01,
            false,
            "Départ vers {market} refusé pour le lot {lot} : {requirement} (règle {rule}, {legalReference}).",
            "Departure to {market} refused for lot {lot}: {requirement} (rule {rule}, {legalReference})."),
    // improbable
    UNUSUAL_YIELD(
            W_YIELD_01,
            false,
            "Rendement de {yield} % inhabituel pour {process} (d’habitude {min} à {max} %).",
            "Yield of {yield} % is unusual for {process} (usually {min} to {max} %)."),
    UNUSUAL(
            W_RANGE_01,
            false,
            "{field} : {value} {uom} est inhabituel (d’habitude {min} à {max} {uom}).",
            "{field}: {value} {uom} is unusual (usually {min} to {max} {uom})."),
    OUT_OF_SEASON(
            W_RANGE_01,
            false,
            "{variety} récoltée le {day}, {days} jours hors de sa saison ({from} au {to}).",
            "{variety} picked on {day}, {days} days outside its season ({from} to {to})."),
    LARGE_DIFFERENCE(
            W_RANGE_01,
            false,
            "L’écart de {difference} est {percent} % de {of} : plus de {limit} % est inhabituel.",
            "The difference of {difference} is {percent} % of {of}: more than {limit} % is unusual."),
    LATE(W_TIME_03, false, "Enregistré {hours} heures après les faits.", "Recorded {hours} hours after it happened."),
    MIXED_VARIETIES(
            W_PROD_02,
            false,
            "Plusieurs variétés ensemble : le nouveau lot est « mélange ».",
            "Several varieties together: the new lot is \"mixed\"."),
    OVER_RECEIVED(
            W_CUST_02,
            false,
            "Le lot {lot} pèse {extra} de plus qu’expédié.",
            "Lot {lot} weighs {extra} more than was sent."),
    DISPUTED_EXCESS(
            W_CUST_02,
            false,
            "Le lot {lot} pèse {extra} de plus qu’expédié : l’excédent est en litige et n’est pas disponible.",
            "Lot {lot} weighs {extra} more than was sent: the excess is disputed and not available."),
    FAR_FROM_PLACE(
            W_GEO_01, false, "Saisi à {km} km du lieu déclaré.", "Entered {km} km away from the declared place."),
    ABOVE_CAPACITY(
            W_CAP_01,
            false,
            "{producer} a livré {total} cette saison pour {area} ha : plus de {limit} t/ha.",
            "{producer} delivered {total} this season from {area} ha: more than {limit} t/ha."),
    TOO_FAST(
            W_FAST_01,
            false,
            "{km} km en {minutes} minutes : vérifiez les heures.",
            "{km} km in {minutes} minutes: check the times."),
    AT_TWO_PLACES(
            W_FAST_01,
            false,
            "La même personne a saisi à {km} km d’ici, à {minutes} minutes d’intervalle : vérifiez l’heure et le lieu.",
            "The same person made an entry {km} km from here, {minutes} minutes apart: check the time and the place.");

    private final RuleCode code;
    private final boolean conflict;
    private final String french;
    private final String english;

    Reason(RuleCode code, boolean conflict, String french, String english) {
        this.code = code;
        this.conflict = conflict;
        this.french = french;
        this.english = english;
    }

    public RuleCode code() {
        return code;
    }

    /** True where the request is well formed but stands against what is recorded (HTTP 409), false where it is wrong in itself (422). */
    public boolean isConflict() {
        return conflict;
    }

    /** The sentence in French, or in English when that is the language of the locale. */
    public String sentence(Locale locale, Map<String, Object> numbers) {
        Words words = Words.of(locale);
        String sentence = words == Words.ENGLISH ? english : french;
        for (Map.Entry<String, Object> number : numbers.entrySet()) {
            String written = words.write(number.getKey(), number.getValue());
            String word = "{" + number.getKey() + "}";
            if (sentence.startsWith(word) && Words.isWord(number.getKey())) {
                sentence = capital(written) + sentence.substring(word.length());
            }
            sentence = sentence.replace(word, written);
        }
        return sentence;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
