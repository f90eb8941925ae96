package org.jekasy.query.register;

import org.jekasy.language.CommuneId;
import org.jekasy.language.Gln;
import org.jekasy.language.Gtin;
import org.jekasy.language.OrganisationKind;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.PlaceKind;
import org.jekasy.language.ProducerId;
import org.jekasy.query.read.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RegisterController {
    private final RegisterPages pages;

    RegisterController(RegisterPages pages) {
        this.pages = pages;
    }

    @GetMapping("/organisations")
    RegisterList<OrganisationPage> organisations(
            @RequestParam(required = false) @Nullable OrganisationKind kind,
            @RequestParam(required = false) @Nullable CommuneId commune,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable PartyId after,
            @RequestParam(defaultValue = "100") int limit) {
        return pages.organisations(null, kind, commune, q, after == null ? null : after.text(), Limit.of(limit));
    }

    @GetMapping("/organisations/{organisation}")
    OrganisationPage organisation(@PathVariable PartyId organisation) {
        return pages.organisation(organisation);
    }

    @GetMapping("/places")
    RegisterList<PlacePage> places(
            @RequestParam(required = false) @Nullable PlaceKind kind,
            @RequestParam(required = false) @Nullable PartyId organisation,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Nullable CommuneId commune,
            @RequestParam(required = false) @Nullable PlaceId after,
            @RequestParam(defaultValue = "100") int limit) {
        return pages.places(
                null, kind, organisation, producer, commune, after == null ? null : after.text(), Limit.of(limit));
    }

    @GetMapping("/places/{place}")
    PlacePage place(@PathVariable PlaceId place) {
        return pages.place(place);
    }

    @GetMapping("/producers")
    RegisterList<ProducerPage> producers(
            @RequestParam(required = false) @Nullable PartyId organisation,
            @RequestParam(required = false) @Nullable CommuneId commune,
            @RequestParam(required = false) @Nullable ProducerId after,
            @RequestParam(defaultValue = "100") int limit) {
        return pages.producers(null, organisation, commune, after == null ? null : after.text(), Limit.of(limit));
    }

    @GetMapping("/producers/{producer}")
    ProducerPage producer(@PathVariable ProducerId producer) {
        return pages.producer(producer);
    }

    @GetMapping("/aliases")
    RegisterList<AliasLine> aliases(
            @RequestParam(required = false) @Nullable PartyId organisation,
            @RequestParam(required = false) @Nullable Gtin gtin,
            @RequestParam(required = false) @Nullable Gln gln,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "100") int limit) {
        return pages.aliases(organisation, gtin, gln, after, Limit.of(limit));
    }
}
