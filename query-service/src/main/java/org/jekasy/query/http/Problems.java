package org.jekasy.query.http;

import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;
import org.jekasy.query.identity.NoProof;
import org.jekasy.query.read.NotYet;
import org.jekasy.query.read.Sight;
import org.jekasy.query.read.Unknown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What goes wrong, as problem+json (RFC 9457): code, what was read and expected, and one sentence to act on, in French or English. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private static final long STEP_NANOS = 10_000_000;

    private static final Map<String, Words> KINDS = Map.ofEntries(
            Map.entry("lot", new Words("lot", "lot")),
            Map.entry("unit", new Words("palette", "pallet")),
            Map.entry("container", new Words("conteneur", "container")),
            Map.entry("consignment", new Words("expédition", "consignment")),
            Map.entry("recall", new Words("rappel", "recall")),
            Map.entry("organisation", new Words("organisation", "organisation")),
            Map.entry("place", new Words("lieu", "place")),
            Map.entry("producer", new Words("producteur ou productrice", "producer")),
            Map.entry("run", new Words("opération", "run")),
            Map.entry("season", new Words("campagne", "season")),
            Map.entry("parameter", new Words("paramètre", "parameter")),
            Map.entry("code", new Words("code", "code")),
            Map.entry(
                    "free-code",
                    new Words(
                            "code de rouleau qui n'est lié à aucun lot, liez-le d'abord",
                            "code of a roll that is bound to no lot, bind it first")),
            Map.entry("void-code", new Words("code de rouleau annulé", "voided code of a roll")));

    private record Words(String fr, String en) {}

    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(Malformed malformed, Locale locale) {
        return malformed(malformed.code(), malformed.kind(), malformed.read(), malformed.expected(), locale);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> mismatch(MethodArgumentTypeMismatchException mismatch, Locale locale) {
        for (Throwable cause = mismatch; cause != null; cause = cause.getCause()) {
            if (cause instanceof Malformed malformed) {
                return malformed(malformed, locale);
            }
        }
        Class<?> type = mismatch.getRequiredType();
        String expected = null;
        if (type != null && type.isEnum()) {
            expected =
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        } else if (type == Boolean.class || type == boolean.class) {
            expected = "true, false";
        } else if (type != null && (Number.class.isAssignableFrom(type) || type.isPrimitive())) {
            expected = "0, 1, 2 …";
        }
        return malformed(
                RuleCode.E_FORM_01, mismatch.getName(), shorten(String.valueOf(mismatch.getValue())), expected, locale);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException missing, Locale locale) {
        ProblemDetail problem = problem(
                HttpStatus.BAD_REQUEST,
                say(locale, "Il manque quelque chose", "Something is missing"),
                say(
                        locale,
                        "Ajoutez le paramètre « %s ».".formatted(missing.getParameterName()),
                        "Add the parameter \"%s\".".formatted(missing.getParameterName())));
        problem.setProperty("code", RuleCode.E_FORM_01.wire());
        return answer(problem, locale);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unknown(Unknown unknown, Locale locale) {
        inStep();
        ProblemDetail problem = problem(
                HttpStatus.NOT_FOUND,
                say(locale, "Inconnu du registre", "Not known to the ledger"),
                say(
                        locale,
                        "Le registre ne connaît pas ce nom (%s) : « %s ». Vérifiez le code ; une saisie toute récente peut demander quelques secondes."
                                .formatted(kind(unknown.kind(), locale), unknown.asked()),
                        "The ledger does not know this %s: \"%s\". Check the code; a very recent entry may need some seconds."
                                .formatted(kind(unknown.kind(), locale), unknown.asked())));
        problem.setProperty("code", RuleCode.E_REF_01.wire());
        problem.setProperty("kind", unknown.kind());
        problem.setProperty("read", shorten(unknown.asked()));
        return answer(problem, locale);
    }

    // to find a row that is another's takes some microseconds more than to find none: who may not see all is told on
    // the next full step
    private static void inStep() {
        Sight sight = Sight.now();
        if (sight.reader() != null) {
            LockSupport.parkNanos(STEP_NANOS - (System.nanoTime() - sight.began()) % STEP_NANOS);
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notYet(NotYet notYet, Locale locale) {
        ProblemDetail problem = problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                say(locale, "Pas encore lu", "Not read yet"),
                say(
                        locale,
                        "L'écriture %d est demandée, les pages en sont à %d. Rien n'est perdu : redemandez dans quelques secondes."
                                .formatted(notYet.asked(), notYet.reached()),
                        "Entry %d was asked for, the pages are at %d. Nothing is lost: ask again in some seconds."
                                .formatted(notYet.asked(), notYet.reached())));
        problem.setProperty("asked", notYet.asked());
        problem.setProperty("reached", notYet.reached());
        return answer(problem, locale, retry("2"));
    }

    @ExceptionHandler({
        TransientDataAccessException.class,
        NonTransientDataAccessResourceException.class,
        RecoverableDataAccessException.class,
        TransactionException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(RuntimeException away, Locale locale) {
        LOG.warn("The pages can not be read: {}", away.toString());
        if (noConnectionIsFree(away)) {
            return answer(
                    problem(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            say(locale, "Trop de monde", "Too many readers"),
                            say(
                                    locale,
                                    "Toutes les lectures possibles sont en cours et aucune n'a fini à temps. Rien n'est perdu : redemandez dans quelques secondes.",
                                    "All the reading there is room for is under way and none of it ended in time. Nothing is lost: ask again in some seconds.")),
                    locale,
                    retry("2"));
        }
        ProblemDetail problem = problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                say(locale, "Les pages ne répondent pas", "The pages do not answer"),
                say(
                        locale,
                        "La base de lecture est absente pour l'instant. Rien n'est perdu : redemandez dans quelques secondes.",
                        "The database of the pages is away for now. Nothing is lost: ask again in some seconds."));
        return answer(problem, locale, retry("2"));
    }

    // the pool names what kept it from connecting as the cause; without one it has all its connections, and others use
    // them
    private static boolean noConnectionIsFree(Throwable away) {
        for (Throwable cause = away; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return cause.getCause() == null;
            }
        }
        return false;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> noProof(NoProof refused, Locale locale) {
        return answer(
                problem(
                        refused.getStatusCode(),
                        say(locale, "Qui lit ?", "Who reads?"),
                        say(
                                locale,
                                "La preuve de la clé (en-tête DPoP) manque ou n'est pas bonne : il en faut une nouvelle à chaque demande, pour l'adresse %s (htu), cette méthode et ce jeton, à l'heure du serveur (en-tête Date) à 30 secondes près. Refaites-la, puis redemandez."
                                        .formatted(refused.address()),
                                "The proof of the key (header DPoP) is missing or not good: each request needs a new one, for the address %s (htu), this method and this token, by the server's time (header Date) within 30 seconds. Make it anew, then ask again."
                                        .formatted(refused.address()))),
                locale,
                refused.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> other(Exception failure, Locale locale) {
        if (failure instanceof ErrorResponse response) {
            HttpStatusCode status = response.getStatusCode();
            ProblemDetail problem = problem(
                    status,
                    switch (status.value()) {
                        case 401 -> say(locale, "Qui lit ?", "Who reads?");
                        case 403 -> say(locale, "Pas pour vous", "Not for you");
                        case 429, 503 -> say(locale, "Plus tard", "Later");
                        case 404 -> say(locale, "Pas de page à cette adresse", "No page at this address");
                        case 405 -> say(locale, "Ici on ne fait que lire", "Here one can only read");
                        case 406 -> say(locale, "Forme demandée inconnue", "Form asked for is unknown");
                        default -> say(locale, "Demande refusée", "Request refused");
                    },
                    switch (status.value()) {
                        case 401 ->
                            say(
                                    locale,
                                    "Il faut un jeton d'accès valable (Authorization: Bearer …). Connectez-vous, puis redemandez.",
                                    "A valid access token is needed (Authorization: Bearer …). Sign in, then ask again.");
                        case 403 ->
                            say(
                                    locale,
                                    "Vous êtes connecté, mais aucune organisation ne vous permet de lire cela. Demandez à son administrateur.",
                                    "You are signed in, but no organisation lets you read this. Ask its administrator.");
                        case 429 ->
                            say(
                                    locale,
                                    "Trop de demandes de votre part en une minute. Redemandez dans une minute.",
                                    "Too many calls from you in one minute. Ask again in a minute.");
                        case 503 ->
                            say(
                                    locale,
                                    "On ne peut pas vérifier en ce moment qui lit. Redemandez dans quelques secondes.",
                                    "Who reads can not be looked up at the moment. Ask again in some seconds.");
                        case 404 -> say(locale, "Vérifiez l'adresse.", "Check the address.");
                        case 405 -> say(locale, "Utilisez GET.", "Use GET.");
                        case 406 -> say(locale, "Demandez application/json.", "Ask for application/json.");
                        default -> say(locale, "La demande ne peut pas être lue.", "The request can not be read.");
                    });
            return answer(problem, locale, status.value() == 429 ? retry("60") : response.getHeaders());
        }
        LOG.error("A page failed", failure);
        return answer(
                problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        say(locale, "Défaut du service", "Defect of the service"),
                        say(
                                locale,
                                "Cette page ne peut pas être faite ; le journal du service dit pourquoi.",
                                "This page can not be made; the log of the service says why.")),
                locale);
    }

    private static ResponseEntity<ProblemDetail> malformed(
            RuleCode code, String kind, String read, @Nullable String expected, Locale locale) {
        String detail = switch (code) {
            case E_ID_01 ->
                expected == null
                        ? say(
                                locale,
                                "« %s » n'est pas un code de lot : 14 caractères (13 s'il commence par R). Relisez l'étiquette."
                                        .formatted(read),
                                "\"%s\" is no lot code: 14 characters (13 if it begins with R). Read the label again."
                                        .formatted(read))
                        : say(
                                locale,
                                "Le code de lot « %s » est mal recopié : son caractère de contrôle ferait attendre « %s ». Relisez l'étiquette."
                                        .formatted(read, expected),
                                "The lot code \"%s\" is mistyped: its check character would make it \"%s\". Read the label again."
                                        .formatted(read, expected));
            case E_ID_02 ->
                expected == null
                        ? say(
                                locale,
                                "Le code « %s » ne peut pas être lu.".formatted(read),
                                "The code \"%s\" can not be read.".formatted(read))
                        : say(
                                locale,
                                "Le code « %s » est mal recopié, attendu : %s.".formatted(read, expected),
                                "The code \"%s\" is mistyped, expected: %s.".formatted(read, expected));
            default ->
                expected == null
                        ? say(
                                locale,
                                "« %s » ne peut pas être lu (%s).".formatted(read, kind(kind, locale)),
                                "\"%s\" can not be read (%s).".formatted(read, kind(kind, locale)))
                        : say(
                                locale,
                                "« %s » ne peut pas être lu (%s), attendu : %s."
                                        .formatted(read, kind(kind, locale), expected),
                                "\"%s\" can not be read (%s), expected: %s."
                                        .formatted(read, kind(kind, locale), expected));
        };
        ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, say(locale, "À corriger", "To be corrected"), detail);
        problem.setProperty("code", code.wire());
        problem.setProperty("kind", kind);
        problem.setProperty("read", read);
        if (expected != null) {
            problem.setProperty("expected", expected);
        }
        return answer(problem, locale);
    }

    private static ProblemDetail problem(HttpStatusCode status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }

    private static HttpHeaders retry(String seconds) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, seconds);
        return headers;
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, Locale locale) {
        return answer(problem, locale, HttpHeaders.EMPTY);
    }

    // the type is set here, not negotiated: who asked for another form still gets to know what is wrong
    private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, Locale locale, HttpHeaders headers) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(problem);
    }

    private static String kind(String kind, Locale locale) {
        Words words = KINDS.get(kind);
        return words == null ? kind : say(locale, words.fr, words.en);
    }

    private static String say(Locale locale, String fr, String en) {
        return locale.getLanguage().equals("en") ? en : fr;
    }

    private static String shorten(String read) {
        return read.length() <= 60 ? read : read.substring(0, 60) + "…";
    }
}
