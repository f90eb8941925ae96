package org.jekasy.command.person;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A door of the register of persons, which row of the permissions it asks for, and what it is sent. */
record Knock(String what, String method, String path, String body, String type, int done) {
    // erasing comes last: the others need something to be there
    static final List<Knock> DOORS = List.of(
            new Knock("ReadPerson", "GET", "/persons", "", "", 200),
            new Knock("ReadPerson", "GET", "/persons/{producer}", "", "", 200),
            new Knock("KeepPerson", "PUT", "/persons/{producer}", "{\"name\":\"Awa Traoré\"}", "application/json", 200),
            new Knock(
                    "KeepPerson",
                    "PUT",
                    "/persons/{producer}/orchards/{place}",
                    "{\"lat\":10.5,\"lon\":-5.7}",
                    "application/json",
                    204),
            new Knock("KeepPerson", "PUT", "/persons/{producer}/photo", "picture", "image/jpeg", 204),
            new Knock(
                    "RecordConsent",
                    "POST",
                    "/persons/{producer}/consents",
                    "{\"purpose\":\"phone-for-recall\",\"given\":true,\"on\":\"2026-05-12\"}",
                    "application/json",
                    201),
            new Knock("HandOnPerson", "GET", "/persons/{producer}/for/{purpose}", "", "", 200),
            new Knock("ExportPerson", "GET", "/persons/{producer}/export", "", "", 200),
            new Knock("ErasePerson", "DELETE", "/persons/{producer}", "", "", 200));

    /** As the OpenAPI file has it. */
    String door() {
        return method.toLowerCase(Locale.ROOT) + " " + path;
    }

    /** Knocks for the producer and the orchard with these numbers. */
    RegisterHouse.Reply at(RegisterHouse house, String actor, String producer, String orchard) {
        byte[] sent = body.equals("picture") ? PersonsIT.picture(40, "jpeg") : body.getBytes(StandardCharsets.UTF_8);
        String address = path.replace("{producer}", "P-" + producer)
                .replace("{place}", "V-" + orchard)
                .replace("{purpose}", "name-to-buyer");
        return house.send(actor, method, address, sent, type, "fr");
    }
}
