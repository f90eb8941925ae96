package org.jekasy.command.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jekasy.command.http.Actors;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.command.http.Language;
import org.jekasy.command.identity.EmbeddedServer;
import org.jekasy.command.identity.Page;
import org.jekasy.language.Malformed;
import org.jekasy.language.ProducerId;
import org.jekasy.language.RuleCode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The register of persons for who is signed in: the list of one's own producers, and of each what is kept and what may be done. Through the same doors as
 * programs, so that the same is allowed, and leaves the same lines in the audit. Whole without script.
 */
@RestController
@Conditional(EmbeddedServer.class)
class ProducerPages {
    static final String PATH = "/account/producers";

    private final PersonController doors;
    private final Clock clock;

    ProducerPages(PersonController doors, Clock clock) {
        this.doors = doors;
        this.clock = clock;
    }

    @GetMapping(PATH)
    ResponseEntity<String> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String erased,
            HttpServletRequest request) {
        List<Persons.Listed> listed = doors.list(after, request).persons();
        Page page = page(request);
        if (erased != null) {
            page.note(
                    "Tout ce qui était gardé sous ce numéro est effacé. Le numéro reste dans le registre des lots.",
                    "All that was kept under this number is erased. The number stays in the ledger.");
        }
        if (listed.isEmpty()) {
            page.says("Aucun nom n’est gardé ici.", "No name is kept here.");
        }
        for (Persons.Listed each : listed) {
            String phone = each.phone();
            page.entry(
                    PATH + "/" + each.producer(), each.name(), each.producer() + (phone == null ? "" : " · " + phone));
        }
        if (listed.size() == Persons.MOST_LISTED) {
            page.way("La suite", "More", PATH + "?after=" + listed.getLast().producer());
        }
        page.heading("Ouvrir un numéro", "Open a number");
        return page.asking(PATH + "/open", form -> {
                    form.text(
                            "producer",
                            "Numéro (par exemple P-KAD-0012)",
                            "Number (for example P-KAD-0012)",
                            "off",
                            "");
                    form.button("Ouvrir", "Open");
                })
                .way("Votre compte", "Your account", "/account")
                .answer(200);
    }

    /** Where the form of the list leads: to the page of that number. */
    @GetMapping(PATH + "/open")
    ResponseEntity<Void> open(@RequestParam(defaultValue = "") String producer) {
        return see("/" + ProducerId.parse(producer.strip()));
    }

    @GetMapping(PATH + "/{producer}")
    ResponseEntity<String> one(
            @PathVariable String producer,
            @RequestParam(required = false) @Nullable String kept,
            HttpServletRequest request) {
        Person person = doors.read(producer, request);
        Page page = page(request);
        if (kept != null) {
            page.note("C’est noté.", "It is written down.");
        }
        page.line("Numéro", "Number", person.producer().text());
        page.line("Nom", "Name", orNothing(page, person.name()));
        page.line("Téléphone", "Telephone", orNothing(page, person.phone()));
        if (person.photo() != null) {
            page.image(person.photo(), "Photo", "Photo");
        }
        for (OrchardPosition orchard : person.orchards()) {
            page.line("Verger " + orchard.place(), "Orchard " + orchard.place(), orchard.lat() + ", " + orchard.lon());
        }
        consents(page, person);
        forms(page, person, request);
        return page.way("Les producteurs", "Producers", PATH).answer(200);
    }

    private static String orNothing(Page page, @Nullable String kept) {
        return kept == null ? page.say("rien n’est gardé", "nothing is kept") : kept;
    }

    private void consents(Page page, Person person) {
        page.heading("Consentements", "Consents");
        for (Purpose purpose : Purpose.values()) {
            Optional<Consent> said = lastWord(person, purpose);
            String asked = page.say(french(purpose), english(purpose));
            page.line(
                    asked,
                    asked,
                    said.map(word -> page.say(
                                            word.given() ? "oui, le " : "non, le ",
                                            word.given() ? "yes, on " : "no, on ")
                                    + page.day(word.on()))
                            .orElseGet(() -> page.say("jamais demandé", "never asked")));
        }
    }

    // by the day it was said; of two of one day the one noted last, which stands last
    private static Optional<Consent> lastWord(Person person, Purpose purpose) {
        return person.consents().stream()
                .filter(said -> said.purpose() == purpose)
                .reduce((one, other) -> other.on().isBefore(one.on()) ? one : other);
    }

    private void forms(Page page, Person person, HttpServletRequest request) {
        String at = PATH + "/" + person.producer();
        if (may(request, "KeepPerson")) {
            page.heading("Nom et téléphone", "Name and telephone");
            page.form(at, form -> {
                form.text("name", "Nom", "Name", "off", person.name() == null ? "" : person.name());
                form.optional("phone", "Téléphone", "Telephone", person.phone() == null ? "" : person.phone());
                form.button("Garder", "Keep");
            });
        }
        if (may(request, "RecordConsent")) {
            page.heading("Noter ce que la personne a dit", "Write down what the person said");
            page.form(at + "/consents", form -> {
                form.choice("purpose", "Pour", "For", choices(page));
                form.choice(
                        "given",
                        "Réponse",
                        "Answer",
                        List.of(
                                Map.entry("true", page.say("oui", "yes")),
                                Map.entry("false", page.say("non, ou retiré", "no, or taken back"))));
                form.day("on", "Dit le", "Said on", today());
                form.optional("words", "Comment (facultatif)", "How (may be left out)", "");
                form.button("Noter", "Write down");
            });
        }
        if (may(request, "ExportPerson")) {
            page.heading("À remettre à la personne", "To hand to the person");
            page.way("Tout ce qui est gardé d’elle (fichier)", "All that is kept (file)", at + "/export");
        }
        if (may(request, "ErasePerson")) {
            page.heading("Effacer", "Erase");
            page.form(at + "/erase", form -> {
                form.sure(
                        "sure",
                        "Oui, effacer nom, téléphone, photo et positions. Cela ne se défait pas.",
                        "Yes, erase name, telephone, photo and positions. It can not be undone.");
                form.button("Effacer cette personne", "Erase this person");
            });
        }
    }

    private static List<Map.Entry<String, String>> choices(Page page) {
        return Arrays.stream(Purpose.values())
                .map(purpose -> Map.entry(purpose.word(), page.say(french(purpose), english(purpose))))
                .toList();
    }

    @PostMapping(PATH + "/{producer}")
    ResponseEntity<Void> keep(
            @PathVariable String producer, @RequestParam Map<String, String> sent, HttpServletRequest request) {
        String phone = sent.getOrDefault("phone", "").strip();
        doors.keep(
                producer,
                new PersonController.Named(sent.getOrDefault("name", ""), phone.isEmpty() ? null : phone),
                request);
        return see("/" + producer + "?kept");
    }

    @PostMapping(PATH + "/{producer}/consents")
    ResponseEntity<Void> consent(
            @PathVariable String producer, @RequestParam Map<String, String> sent, HttpServletRequest request) {
        String words = sent.getOrDefault("words", "").strip();
        doors.consent(
                producer,
                new PersonController.Said(
                        Purpose.parse(sent.getOrDefault("purpose", "")),
                        sent.getOrDefault("given", "").equals("true"),
                        day(sent.getOrDefault("on", "")),
                        words.isEmpty() ? null : words),
                request);
        return see("/" + producer + "?kept");
    }

    private LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeParseException unreadable) {
            throw new Malformed(RuleCode.E_FORM_01, "on", typed, today().toString());
        }
    }

    @GetMapping(PATH + "/{producer}/export")
    Export export(@PathVariable String producer, HttpServletRequest request, HttpServletResponse answer) {
        return doors.export(producer, request, answer);
    }

    @PostMapping(PATH + "/{producer}/erase")
    ResponseEntity<Void> erase(
            @PathVariable String producer, @RequestParam(defaultValue = "") String sure, HttpServletRequest request) {
        if (!sure.equals("yes")) {
            throw new Malformed(RuleCode.E_FORM_01, "sure", sure, "yes");
        }
        doors.erase(producer, request);
        return see("?erased=" + producer);
    }

    /** What the doors refuse, with a way back. */
    @ExceptionHandler
    ResponseEntity<String> refused(RuntimeException why, HttpServletRequest request) {
        Locale locale = Language.of(request);
        Doorkeeper.Said said = Doorkeeper.said(why, locale).orElseThrow(() -> why);
        Page page = page(request);
        page.problem(said.sentence());
        return page.way("Les producteurs", "Producers", PATH).answer(said.status());
    }

    private static Page page(HttpServletRequest request) {
        return new Page(request, "Producteurs et productrices", "Producers");
    }

    private static boolean may(HttpServletRequest request, String what) {
        return Actors.may(Actors.roles(request), what);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static ResponseEntity<Void> see(String rest) {
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, PATH + rest)
                .build();
    }

    private static String french(Purpose purpose) {
        return switch (purpose) {
            case NAME_TO_BUYER -> "dire le nom à un acheteur";
            case PHONE_FOR_RECALL -> "appeler lors d’un rappel";
            case POSITION_FOR_EUDR -> "donner la position des vergers (RDUE)";
            case PHOTO_TO_BUYER -> "montrer la photo à un acheteur";
        };
    }

    private static String english(Purpose purpose) {
        return switch (purpose) {
            case NAME_TO_BUYER -> "tell a buyer the name";
            case PHONE_FOR_RECALL -> "call in a recall";
            case POSITION_FOR_EUDR -> "give the position of orchards (EUDR)";
            case PHOTO_TO_BUYER -> "show a buyer the photo";
        };
    }
}
