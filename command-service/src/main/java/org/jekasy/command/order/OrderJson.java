package org.jekasy.command.order;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.ledger.Writing;
import org.jekasy.language.Actor;
import org.jekasy.language.wire.EventJson;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/** Requests as JSON, a command by its own name. What waits is read with the commands of today: their names and fields only ever gain optional ones. */
public final class OrderJson implements Writing {
    /** The one way of writing. */
    public static final OrderJson INSTANCE = new OrderJson();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.PROPERTY, property = "command")
    private interface NamedByCommand {}

    private final JsonMapper mapper;

    private OrderJson() {
        JsonMapper.Builder builder = EventJson.mapper().rebuild().addMixIn(LedgerCommand.class, NamedByCommand.class);
        for (Class<?> command : LedgerCommand.class.getPermittedSubclasses()) {
            builder.registerSubtypes(new NamedType(command, command.getSimpleName()));
        }
        this.mapper = builder.build();
    }

    /** SHA-256 in hexadecimal. */
    @Override
    public String fingerprint(Request request) {
        // the distance is the door's work, and what was confirmed since is somebody else's: neither is part of what was
        // sent
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

    @Override
    public String write(Request request) {
        return mapper.writeValueAsString(request);
    }

    @Override
    public Request read(String text) {
        return mapper.readValue(text, Request.class);
    }
}
