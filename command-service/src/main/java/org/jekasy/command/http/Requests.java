package org.jekasy.command.http;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.command.ledger.Confirmation;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.Request;
import org.jekasy.command.order.OrderJson;
import org.jekasy.language.Actor;
import org.jekasy.language.Document;
import org.jekasy.language.EventId;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;
import org.jekasy.language.Source;
import org.jekasy.language.Word;
import org.jekasy.language.reference.Role;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what is sent: one flat JSON object with the command's own fields and those every request has. Strict: what is unknown, missing, null, doubled,
 * of another kind or form is a {@link Rejection} that names the field and what was read.
 */
final class Requests {
    /** Largest body, in bytes. */
    static final int MOST_BYTES = 1024 * 1024;

    /** Most entries of one batch. */
    static final int MOST_ENTRIES = 500;

    /** Longest text, in characters: half a page, and short enough for every index behind the door. */
    static final int MOST_CHARACTERS = 500;

    /** Most digits of a number before its decimal point: written out, 1e999999999 would fill the disk. */
    static final int MOST_DIGITS = 18;

    /** Most digits of a number after its decimal point. */
    static final int MOST_DECIMALS = 9;

    private static final String COMMAND = "command";

    /** What every request has. A source left out is LIVE. A phone numbers what it sends from 1 ({@code counter}); nobody else has to. */
    record Common(
            EventId eventId,
            Instant occurredAt,
            @Nullable Source source,
            List<Confirmation> confirmed,
            List<Document> documents,
            @Nullable Position position,
            @Nullable Long counter) {}

    /**
     * Where the device was, in degrees. The ledger keeps no coordinate: it would be turned into whole kilometres from the registered place here. No
     * register knows the coordinates of places yet, and the seat of a commune is too far from its orchards to stand for them, so for now a position is
     * read, checked and forgotten.
     */
    record Position(BigDecimal lat, BigDecimal lon) {}

    /** What was sent together. */
    record Batch(boolean atomic, List<Item> items) {}

    /** One of a batch. */
    sealed interface Item {
        record Read(Request request, @Nullable Long counter) implements Item {
            /** What a phone's record is known by: its number, and the same print the ledger knows a repeated request by. */
            PhoneGate.Numbered numbered(int index) {
                if (counter == null) {
                    throw new Rejection(Fault.MISSING_FIELD, "field", "counter");
                }
                return new PhoneGate.Numbered(index, counter, OrderJson.INSTANCE.fingerprint(request));
            }
        }

        /** Why it is no request; its event id where at least that could be read. */
        record Unread(@Nullable String eventId, Rejection rejection) implements Item {}
    }

    private static final Set<String> COMMON = Arrays.stream(Common.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.PROPERTY, property = COMMAND)
    private interface NamedByCommand {}

    private static final JsonMapper MAPPER = mapper();

    private Requests() {}

    // the language's own rules, and what only a door needs: commands by name, dates and texts in one form
    private static JsonMapper mapper() {
        JsonMapper.Builder builder = EventJson.mapper()
                .rebuild()
                .addModule(new StrictForms())
                .addMixIn(LedgerCommand.class, NamedByCommand.class);
        for (Door door : Door.values()) {
            builder.registerSubtypes(new NamedType(door.command(), door.commandName()));
        }
        return builder.build();
    }

    /** The request in this body, for this door. */
    static Item.Read read(byte[] body, Door door, Actor by) {
        ObjectNode sent = object(tree(body), "");
        return request(sent, door, by);
    }

    /** A body that is no command, read as strictly as one. */
    static <T> T readForm(byte[] body, Class<T> form) {
        ObjectNode sent = object(tree(body), "");
        plain(sent, "");
        return read(sent, form);
    }

    /** The requests in the body of a batch; one that can not be read does not hide the others. */
    static Batch readBatch(byte[] body, Actor by, @Nullable Set<Role> roles) {
        ObjectNode sent = object(tree(body), "");
        for (String field : sent.propertyNames()) {
            if (!field.equals("atomic") && !field.equals("entries")) {
                throw new Rejection(Fault.UNKNOWN_FIELD, "field", field, "known", "atomic, entries");
            }
        }
        JsonNode atomic = sent.path("atomic");
        if (!atomic.isMissingNode() && !atomic.isBoolean()) {
            throw new Rejection(
                    Fault.WRONG_FORM_EXPECTED, "field", "atomic", "read", text(atomic), "expected", "true | false");
        }
        JsonNode entries = sent.path("entries");
        if (entries.isMissingNode()) {
            throw new Rejection(Fault.MISSING_FIELD, "field", "entries");
        }
        if (!(entries instanceof ArrayNode list)) {
            throw new Rejection(
                    Fault.WRONG_FORM_EXPECTED, "field", "entries", "read", text(entries), "expected", "[…]");
        }
        if (list.size() > MOST_ENTRIES) {
            throw new Rejection(Fault.TOO_MANY, "count", list.size(), "most", MOST_ENTRIES);
        }
        List<Item> items = new ArrayList<>(list.size());
        list.forEach(entry -> items.add(item(entry, by, roles)));
        return new Batch(atomic.booleanValue(false), items);
    }

    private static Item item(JsonNode entry, Actor by, @Nullable Set<Role> roles) {
        try {
            Item.Read read = request(object(entry, ""), null, by);
            Actors.checkMay(roles, read.request().command().getClass().getSimpleName());
            return read;
        } catch (Rejection rejection) {
            JsonNode id = entry.path("eventId");
            return new Item.Unread(id.isString() ? Rejection.shown(id.stringValue()) : null, rejection);
        }
    }

    // the door knows its command; in a batch the body must name it
    private static Item.Read request(ObjectNode sent, @Nullable Door door, Actor by) {
        plain(sent, "");
        ObjectNode common = sent.objectNode();
        ObjectNode own = sent.objectNode();
        sent.properties()
                .forEach(field ->
                        (COMMON.contains(field.getKey()) ? common : own).set(field.getKey(), field.getValue()));
        if (door != null) {
            JsonNode named = own.path(COMMAND);
            if (!named.isMissingNode() && !named.stringValue("").equals(door.commandName())) {
                throw new Rejection(
                        Fault.OTHER_COMMAND, "field", COMMAND, "read", text(named), "expected", door.commandName());
            }
            own.put(COMMAND, door.commandName());
        }
        LedgerCommand command = read(own, LedgerCommand.class);
        Common each = read(common, Common.class);
        Position position = each.position();
        if (position != null) {
            within("position.lat", position.lat(), 90);
            within("position.lon", position.lon(), 180);
        }
        Long counter = each.counter();
        if (counter != null && counter < 1) {
            throw new Rejection(
                    Fault.WRONG_FORM_EXPECTED, "field", "counter", "read", counter.toString(), "expected", "> 0");
        }
        Request request = new Request(
                each.eventId(),
                each.occurredAt(),
                each.source() == null ? Source.LIVE : each.source(),
                each.confirmed(),
                each.documents(),
                null,
                by,
                command);
        return new Item.Read(request, counter);
    }

    private static void within(String field, BigDecimal degrees, int most) {
        if (degrees.abs().compareTo(BigDecimal.valueOf(most)) > 0) {
            throw new Rejection(
                    Fault.WRONG_FORM_EXPECTED,
                    "field",
                    field,
                    "read",
                    degrees.toPlainString(),
                    "expected",
                    "-" + most + " … " + most);
        }
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = MAPPER.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(body);
            if (tree.isMissingNode()) {
                throw new Rejection(Fault.NOT_JSON, "at", 0);
            }
            return tree;
        } catch (StreamConstraintsException limit) {
            // beside the depth only the length of a number or a name is limited, and neither is JSON anybody means
            throw limit.getOriginalMessage().contains("nesting depth")
                    ? new Rejection(Fault.TOO_DEEP, "most", EventJson.DEPTH)
                    : notJson(limit);
        } catch (StreamReadException broken) {
            if (broken.getOriginalMessage().startsWith("Duplicate")) {
                throw new Rejection(Fault.DOUBLED_FIELD, "field", nameOf(broken));
            }
            throw notJson(broken);
        } catch (JacksonException broken) {
            throw notJson(broken);
        } catch (NumberFormatException endless) {
            // Jackson 3.1 lets an exponent of more digits than an int escape as this
            throw new Rejection(Fault.NO_NUMBER);
        }
    }

    private static String nameOf(StreamReadException doubled) {
        JsonParser parser = doubled.processor();
        return parser == null ? "?" : String.valueOf(parser.currentName());
    }

    private static Rejection notJson(JacksonException broken) {
        long at = broken.getLocation() == null ? -1 : broken.getLocation().getByteOffset();
        return new Rejection(Fault.NOT_JSON, "at", Math.max(0, at));
    }

    private static ObjectNode object(JsonNode node, String field) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new Rejection(Fault.NOT_AN_OBJECT, "field", field.isEmpty() ? "JSON" : field, "read", text(node));
    }

    // what no field takes, whatever it is: nothing, endless text or numbers, characters that are none
    private static void plain(JsonNode node, String path) {
        switch (node.getNodeType()) {
            case OBJECT -> node.properties().forEach(field -> plain(field.getValue(), inside(path, field.getKey())));
            case ARRAY -> {
                for (int i = 0; i < node.size(); i++) {
                    plain(node.get(i), path + "[" + i + "]");
                }
            }
            case STRING -> plainText(node.stringValue(), path);
            case NUMBER -> {
                BigDecimal number = node.decimalValue();
                boolean small =
                        number.scale() <= MOST_DECIMALS && (long) number.precision() - number.scale() <= MOST_DIGITS;
                if (!small) {
                    throw new Rejection(Fault.WRONG_FORM, "field", path, "read", text(node));
                }
            }
            case NULL, MISSING -> throw new Rejection(Fault.EMPTY_FIELD, "field", path);
            case BOOLEAN, BINARY, POJO -> {}
        }
    }

    private static void plainText(String text, String path) {
        if (text.isBlank()) {
            throw new Rejection(Fault.EMPTY_FIELD, "field", path);
        }
        if (text.length() > MOST_CHARACTERS) {
            throw new Rejection(Fault.TOO_LONG, "field", path, "length", text.length(), "most", MOST_CHARACTERS);
        }
        text.codePoints().filter(Requests::isNoText).findFirst().ifPresent(character -> {
            throw new Rejection(Fault.NO_TEXT, "field", path, "character", "%04X".formatted(character));
        });
    }

    // PostgreSQL takes no U+0000 and nobody can print half a surrogate pair
    private static boolean isNoText(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\n' && character != '\t';
            case Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static <T> T read(ObjectNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JacksonException unreadable) {
            throw rejection(unreadable, node);
        }
    }

    private static Rejection rejection(JacksonException unreadable, ObjectNode sent) {
        String field = path(unreadable.getPath());
        JsonNode read = at(sent, unreadable.getPath());
        if (unreadable instanceof UnrecognizedPropertyException unknown) {
            return new Rejection(Fault.UNKNOWN_FIELD, "field", field, "known", known(unknown));
        }
        if (unreadable instanceof InvalidTypeIdException) {
            String name = inside(field, COMMAND);
            JsonNode command = read.path(COMMAND);
            if (read.isObject() && command.isMissingNode()) {
                return new Rejection(Fault.MISSING_FIELD, "field", name);
            }
            return read.isObject()
                    ? new Rejection(Fault.UNKNOWN_COMMAND, "field", name, "read", text(command), "known", commands())
                    : new Rejection(Fault.NOT_AN_OBJECT, "field", field, "read", text(read));
        }
        if (read.isMissingNode()) {
            return new Rejection(Fault.MISSING_FIELD, "field", field);
        }
        if (unreadable.getCause() instanceof Malformed malformed) {
            return malformed.code() == RuleCode.E_FORM_01
                    ? wrongForm(field, read, malformed.expected())
                    : Rejection.of(malformed, field);
        }
        Class<?> expected = unreadable instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return wrongForm(field, read, expected == null ? null : example(expected));
    }

    private static Rejection wrongForm(String field, JsonNode read, @Nullable String expected) {
        return expected == null
                ? new Rejection(Fault.WRONG_FORM, "field", field, "read", text(read))
                : new Rejection(Fault.WRONG_FORM_EXPECTED, "field", field, "read", text(read), "expected", expected);
    }

    // what the field takes, said by an example, so that it is the same in every language
    private static @Nullable String example(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(" | "));
        }
        if (type == String.class || Word.class.isAssignableFrom(type) || type == RuleCode.class) {
            return "\"…\"";
        }
        if (type == BigDecimal.class) {
            return "12.5";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "12";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "[…]";
        }
        return type.isRecord() ? "{…}" : null;
    }

    private static String known(UnrecognizedPropertyException unknown) {
        Collection<Object> here = unknown.getKnownPropertyIds();
        Stream<String> own = here == null ? Stream.of() : here.stream().map(Object::toString);
        Class<?> record = unknown.getReferringClass();
        boolean atTheTop = unknown.getPath().size() == 1
                && (record == Common.class || LedgerCommand.class.isAssignableFrom(record));
        return Stream.concat(own, atTheTop ? COMMON.stream() : Stream.of())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(", "));
    }

    private static String commands() {
        return Arrays.stream(Door.values()).map(Door::commandName).sorted().collect(Collectors.joining(", "));
    }

    // ---- where in the body

    private static String path(List<JacksonException.Reference> references) {
        String path = "";
        for (JacksonException.Reference reference : references) {
            path = reference.getPropertyName() == null
                    ? path + "[" + reference.getIndex() + "]"
                    : inside(path, reference.getPropertyName());
        }
        return path;
    }

    private static String inside(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static JsonNode at(JsonNode node, List<JacksonException.Reference> references) {
        JsonNode found = node;
        for (JacksonException.Reference reference : references) {
            found = reference.getPropertyName() == null
                    ? found.path(reference.getIndex())
                    : found.path(reference.getPropertyName());
        }
        return found;
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }
}
