package org.jekasy.command.register;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jekasy.command.http.Actors;
import org.jekasy.command.http.Language;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Rulebook;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.RuleCode;
import org.jekasy.language.SeasonId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes a register or a weighing book, as the body or as the part {@code file} of a form. The answer is 200 with what became of each row, as JSON or,
 * for who prefers {@code text/csv}, as a sheet: {@code sheet=results} (all rows) or {@code sheet=corrections} (the refused ones, to be sent again).
 * Names and telephone numbers in a list of producers go to the register of persons, if the sender may keep it, and nowhere else.
 */
@RestController
class ImportController {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final Import imports;
    private final ObjectProvider<NameKeeper> names;

    ImportController(Ledger ledger, ObjectProvider<NameKeeper> names) {
        this.names = names;
        this.imports = new Import(ledger, Rulebook.shipped().reference());
    }

    @PostMapping(
            path = "/imports",
            produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv", MediaType.APPLICATION_PROBLEM_JSON_VALUE})
    ResponseEntity<?> take(
            HttpServletRequest sent,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable String place,
            @RequestParam(name = "as", required = false) @Nullable String as,
            @RequestParam(required = false) @Nullable String season,
            @RequestParam(required = false) @Nullable String issuer,
            @RequestParam(name = "dry-run", defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String sheet)
            throws IOException {
        Locale locale = Language.of(sent);
        Actors.checkNoPhone(sent);
        Actors.checkMay(Actors.roles(sent), "Import");
        Import.Asking asking = new Import.Asking(
                Actors.of(sent),
                Import.parameter("organisation", organisation, PartyId::parse),
                Import.parameter("place", place, PlaceId::parse),
                kind(as),
                Import.parameter("season", season, SeasonId::parse),
                Import.parameter("issuer", issuer, IssuerCode::parse),
                dryRun);
        Imported imported = imports.run(file == null ? body(sent) : file.getBytes(), asking, keeper(sent));
        Answer answer = Answer.of(imported, locale);
        if (!prefersCsv(sent)) {
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
        }
        boolean corrections = "corrections".equals(sheet);
        String text = corrections
                ? ResultSheet.corrections(imported.header(), answer.results())
                : ResultSheet.results(answer.results());
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(ResultSheet.fileName(corrections, locale))
                                .build()
                                .toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    // who may not keep a person's data records the rest all the same
    private NameKeeper keeper(HttpServletRequest sent) {
        return Actors.may(Actors.roles(sent), "KeepPerson")
                ? names.getIfAvailable(() -> (by, all) -> 0)
                : (by, all) -> 0;
    }

    // one byte more than the most is enough to know that it is too much
    private static byte[] body(HttpServletRequest sent) throws IOException {
        return sent.getInputStream().readNBytes(Sheets.MOST_BYTES + 1);
    }

    private static @Nullable Kind kind(@Nullable String as) {
        if (as == null || as.isBlank() || as.equals("auto")) {
            return null;
        }
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(as))
                .findFirst()
                .orElseThrow(() -> new Unfit(Why.unreadable(
                        "as",
                        as,
                        "auto, organisations, producers, harvests ou deliveries",
                        "auto, organisations, producers, harvests or deliveries")));
    }

    private static boolean prefersCsv(HttpServletRequest sent) {
        String accept = sent.getHeader(HttpHeaders.ACCEPT);
        if (accept == null) {
            return false;
        }
        return MediaType.parseMediaTypes(accept).stream()
                .map(type -> new MediaType(type.getType(), type.getSubtype()))
                .filter(type -> type.includes(MediaType.APPLICATION_JSON) || type.equals(new MediaType("text", "csv")))
                .findFirst()
                .filter(type -> type.getType().equals("text"))
                .isPresent();
    }

    @ExceptionHandler
    ResponseEntity<Object> unfit(Unfit unfit, HttpServletRequest sent) {
        Locale locale = Language.of(sent);
        Why why = unfit.why();
        HttpStatus status = HttpStatus.UNPROCESSABLE_CONTENT;
        if (unfit.isTooLarge()) {
            status = HttpStatus.CONTENT_TOO_LARGE;
        } else if (why.code() == RuleCode.E_CUST_01) {
            status = HttpStatus.FORBIDDEN;
        }
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "https://jekasy.org/problems/" + why.code().wire());
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", why.sentence(locale));
        problem.put("instance", sent.getRequestURI());
        problem.put("code", why.code());
        problem.put("numbers", Map.of());
        problem.put("confirmable", false);
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.getLanguage())
                .body(problem);
    }
}
