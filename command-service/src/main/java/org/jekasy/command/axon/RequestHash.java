package org.jekasy.command.axon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jekasy.command.ledger.Request;
import org.jekasy.language.Actor;
import org.jekasy.language.wire.EventJson;

/** What makes two requests the same: the command, all that was said with it, and the organisation; not the device it came from. */
final class RequestHash {
    private RequestHash() {}

    /** SHA-256 in hexadecimal. */
    static String of(Request request) {
        // the distance is the door's work, not part of what was sent
        Request said = new Request(
                request.eventId(),
                request.occurredAt(),
                request.source(),
                request.confirmed(),
                request.documents(),
                null,
                Actor.of(request.by().organisation()),
                request.command());
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(request.command().getClass().getSimpleName().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(EventJson.mapper().writeValueAsBytes(said)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
