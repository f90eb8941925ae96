package org.jekasy.command.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jekasy.command.http.Actors;
import org.jekasy.command.http.Doorkeeper;
import org.jekasy.command.http.FlatBody;
import org.jekasy.command.ledger.Ledger;
import org.jekasy.command.ledger.Lots;
import org.jekasy.command.ledger.Reason;
import org.jekasy.command.ledger.Refusal;
import org.jekasy.command.ledger.Tag;
import org.jekasy.language.Actor;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.PlaceRegistered;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProducerRegistered;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The doors of the register of persons, each for one's own producers only: of another organisation's a member learns no more than that there is no such
 * producer. Every deed leaves a line in the audit, without the data.
 */
@RestController
class PersonController {
    private final Persons persons;
    private final Ledger ledger;
    private final Clock clock;

    PersonController(Persons persons, Ledger ledger, Clock clock) {
        this.persons = persons;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The persons of one's organisation after a number, 200 at most. */
    record Listing(List<Persons.Listed> persons) {}

    /** What a person is called and where to call. What is left out is not kept any more. */
    record Named(String name, @Nullable String phone) {
        @Override
        public String toString() {
            return "(named)";
        }
    }

    /** Degrees, positive to the north and east. */
    record Located(BigDecimal lat, BigDecimal lon) {
        @Override
        public String toString() {
            return "(located)";
        }
    }

    /** What a person said: whether to agree ({@code given}) or to take it back, on which day, and in a few words how. */
    record Said(
            Purpose purpose,
            boolean given,
            LocalDate on,
            @Nullable String words) {
        @Override
        public String toString() {
            return "(said)";
        }
    }

    /** That a person's data were erased. */
    record Erased(ProducerId producer, Line erasure) {}

    /** Whose file is asked for and by whom, after both questions: may this role, and is it one's own producer. */
    private record Asked(
            Dossier dossier, Actor by, long began, @Nullable ProducerRegistered registered) {
        ProducerId producer() {
            return dossier.producer();
        }
    }

    private Asked own(String producer, String what, HttpServletRequest sent) {
        return asked(producer, what, sent, false);
    }

    /** One's own, or a number that was voided since: what is kept under it can still be read, exported and erased, and no more. */
    private Asked ownOrKept(String producer, String what, HttpServletRequest sent) {
        return asked(producer, what, sent, true);
    }

    private Asked asked(String producer, String what, HttpServletRequest sent, boolean orKept) {
        long began = System.nanoTime();
        Actor by = may(what, sent);
        Dossier dossier = new Dossier(by.organisation(), ProducerId.parse(producer));
        Lots known = ledger.known(Set.of(Tag.producer(dossier.producer())));
        ProducerRegistered registered = known.producer(dossier.producer());
        boolean own = isOwn(registered, by);
        // asked either way, so that all take as long
        boolean kept = persons.knows(dossier);
        if (!own && !(orKept && kept)) {
            throw Doorkeeper.noSuchProducer(began, dossier.producer());
        }
        return new Asked(dossier, by, began, own ? registered : null);
    }

    boolean isOwn(@Nullable ProducerRegistered registered, Actor by) {
        return registered != null && registered.organisation().equals(by.organisation());
    }

    private static Actor may(String what, HttpServletRequest sent) {
        Actors.checkMay(Actors.roles(sent), what);
        return Actors.of(sent);
    }

    /** The names and numbers of one's own producers, 200 at most; {@code after} is the last one seen. */
    @GetMapping("/persons")
    Listing list(@RequestParam(required = false) @Nullable String after, HttpServletRequest sent) {
        Actor by = may("ReadPerson", sent);
        return new Listing(persons.list(by, after == null ? null : ProducerId.parse(after)));
    }

    /** All that is kept of a person, for those who keep it right. No purpose is asked: nothing leaves the organisation. */
    @GetMapping("/persons/{producer}")
    Person read(@PathVariable String producer, HttpServletRequest sent) {
        Asked asked = ownOrKept(producer, "ReadPerson", sent);
        return persons.read(asked.dossier(), asked.by());
    }

    /** Keeps name and telephone number of a producer, in the place of those before. */
    @PutMapping("/persons/{producer}")
    Person keep(@PathVariable String producer, @FlatBody Named named, HttpServletRequest sent) {
        Asked asked = own(producer, "KeepPerson", sent);
        return persons.keep(
                asked.dossier(),
                new Persons.Named(
                        new PersonName(named.name().strip()),
                        named.phone() == null ? null : Phone.parse(named.phone())),
                asked.by());
    }

    /** Keeps a photo, with consent to photo-to-buyer only. It is painted anew, so that nothing a camera wrote beside the picture is kept. */
    @PutMapping(
            path = "/persons/{producer}/photo",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    ResponseEntity<Void> photo(@PathVariable String producer, HttpServletRequest sent) throws IOException {
        Asked asked = own(producer, "KeepPerson", sent);
        // one byte more than the most is enough to know that it is too much
        byte[] image = sent.getInputStream().readNBytes(Portrait.MOST_BYTES + 1);
        if (image.length > Portrait.MOST_BYTES) {
            throw Doorkeeper.photoTooLarge(Portrait.MOST_BYTES);
        }
        persons.keepPhoto(
                asked.dossier(),
                Portrait.painted(image).orElseThrow(() -> Doorkeeper.noPhoto(Portrait.MOST_SIDE)),
                asked.by());
        return ResponseEntity.noContent().build();
    }

    /** Keeps where an orchard of this producer is, with consent to position-for-eudr only. */
    @PutMapping("/persons/{producer}/orchards/{place}")
    ResponseEntity<Void> position(
            @PathVariable String producer,
            @PathVariable String place,
            @FlatBody Located located,
            HttpServletRequest sent) {
        Asked asked = own(producer, "KeepPerson", sent);
        PlaceId orchard = PlaceId.parse(place);
        PlaceRegistered known = ledger.known(Set.of(Tag.place(orchard))).place(orchard);
        if (known == null
                || known.kind() != PlaceKind.ORCHARD
                || !asked.producer().equals(known.producer())) {
            throw Doorkeeper.noSuchOrchard(asked.began(), orchard);
        }
        persons.keepPosition(asked.dossier(), new OrchardPosition(orchard, located.lat(), located.lon()), asked.by());
        return ResponseEntity.noContent().build();
    }

    /** Writes down that a person agrees to a purpose, or takes it back: then photo or positions kept for it are deleted. */
    @PostMapping("/persons/{producer}/consents")
    @ResponseStatus(HttpStatus.CREATED)
    Consent consent(@PathVariable String producer, @FlatBody Said said, HttpServletRequest sent) {
        Asked asked = own(producer, "RecordConsent", sent);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (said.on().isAfter(today)) {
            throw new Refusal(Reason.IN_THE_FUTURE, "occurredAt", said.on(), "now", today);
        }
        return persons.hear(asked.dossier(), said.purpose(), said.given(), said.on(), said.words(), asked.by());
    }

    /** What may be handed on for this purpose, which is one thing. 409 (E-CONS-01) without consent in force. */
    @GetMapping("/persons/{producer}/for/{purpose}")
    HandedOn handOn(@PathVariable String producer, @PathVariable String purpose, HttpServletRequest sent) {
        Asked asked = own(producer, "HandOnPerson", sent);
        Purpose wanted = Purpose.parse(purpose);
        return persons.handOn(asked.dossier(), wanted, asked.by())
                .orElseThrow(() -> Doorkeeper.noConsent(asked.producer(), wanted.word()));
    }

    /** Everything that is held of a person, as one file to hand to the person. */
    @GetMapping("/persons/{producer}/export")
    Export export(@PathVariable String producer, HttpServletRequest sent, HttpServletResponse answer) {
        Asked asked = ownOrKept(producer, "ExportPerson", sent);
        answer.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + asked.producer() + ".json\"");
        ProducerRegistered registered = asked.registered();
        return persons.export(
                asked.dossier(), asked.by(), registered == null ? null : Export.Registration.of(registered));
    }

    /** Erases what is kept of a person. The number stays in the ledger, and that it was erased, when and by whom. */
    @DeleteMapping("/persons/{producer}")
    Erased erase(@PathVariable String producer, HttpServletRequest sent) {
        Asked asked = ownOrKept(producer, "ErasePerson", sent);
        return new Erased(asked.producer(), persons.erase(asked.dossier(), asked.by()));
    }
}
