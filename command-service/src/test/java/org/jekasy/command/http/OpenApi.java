package org.jekasy.command.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.command.ledger.LedgerCommand;
import org.jekasy.command.ledger.Receipt;
import org.jekasy.language.Delta;
import org.jekasy.language.EventId;
import org.jekasy.language.Grams;
import org.jekasy.language.Weight;
import org.jekasy.language.Word;
import org.jekasy.language.wire.EventJson;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartFile;

/** The description of the doors (OpenAPI 3.1), made from what they are made of: the table of doors, the records, the patterns of the value types, the sentences of the Javadoc. */
final class OpenApi {
    private static final Path[] SOURCES = {Path.of("src/main/java"), Path.of("../ledger-language/src/main/java")};
    private static final String JSON = "application/json";

    // what is answered has its lists always; what is sent may leave them out
    private static final Set<Class<?>> ANSWERS = Set.of(
            Receipt.class,
            BatchController.Answers.class,
            LabelOrderController.WaitingLabelOrders.class,
            type("org.jekasy.command.register.Answer"));

    private final Map<String, Object> schemas = new TreeMap<>();

    /** The whole description. */
    static Map<String, Object> description(Map<String, ?> examples) {
        return new OpenApi().describe(examples);
    }

    private Map<String, Object> describe(Map<String, ?> examples) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Door door : Door.values()) {
            paths.put(door.path(), Map.of("post", post(door, examples.get(door.commandName()))));
        }
        paths.put(
                Door.LABEL_ORDERS.path(),
                map(
                        "get",
                        waitingLabelOrders(),
                        "post",
                        post(Door.LABEL_ORDERS, examples.get(Door.LABEL_ORDERS.commandName()))));
        paths.put("/entries", Map.of("post", batch()));
        paths.put("/entries/{eventId}", Map.of("get", entry()));
        paths.put("/imports", Map.of("post", imports()));
        commonSchemas();
        return map(
                "openapi",
                "3.1.0",
                "info",
                map(
                        "title",
                        "Jèkasy: command-service",
                        "version",
                        "1",
                        "description",
                        "The doors of the ledger. Every command has an address of its own; its body is one flat JSON object of the command's"
                                + " fields and those every request has. Read strictly: an unknown, doubled, missing or null field is refused."
                                + " The same eventId sent again with the same body gets the first receipt again. Sentences are French, or"
                                + " English by Accept-Language. At most " + Requests.MOST_BYTES
                                + " bytes, 32 levels deep."),
                "paths",
                paths,
                "components",
                map("schemas", schemas, "responses", responses(), "parameters", parameters()));
    }

    /** The doors of people and machines, as their controllers are annotated: they are there where {@code identity.who} asks for tokens. */
    static Map<String, Object> identity() {
        return new OpenApi()
                .doors(
                        Stream.of(
                                        "Me",
                                        "Memberships",
                                        "Memberships$OfIssuer",
                                        "Administration",
                                        "PhoneDoors",
                                        "QuarantineDoors")
                                .<Class<?>>map(name -> type("org.jekasy.command.identity." + name))
                                .toList(),
                        "Jèkasy: people, machines and phones (command-service)",
                        "Who belongs to an organisation. Tokens are asked for at /oauth2/authorize and /oauth2/token, see"
                                + " /.well-known/openid-configuration; the pages for people are /setup, /welcome, /sign-in and /account.");
    }

    /** The doors of the register of persons. */
    static Map<String, Object> persons() {
        return new OpenApi()
                .doors(
                        List.of(type("org.jekasy.command.person.PersonController")),
                        "Jèkasy: the register of persons (command-service)",
                        "Who stands behind a producer's number, beside the ledger and never in it. Who acts is said as at the other doors, by token"
                                + " or by the header Jekasy-Actor; roles: docs/permissions.md. An answer is never kept (Cache-Control: no-store).");
    }

    private Map<String, Object> doors(List<Class<?>> controllers, String title, String description) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Class<?> controller : controllers) {
            for (Method door : controller.getDeclaredMethods()) {
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(door, RequestMapping.class);
                if (mapping != null) {
                    paths.computeIfAbsent(mapping.path()[0], any -> new TreeMap<>())
                            .put(
                                    mapping.method()[0].name().toLowerCase(Locale.ROOT),
                                    door(controller, door, mapping.path()[0]));
                }
            }
        }
        return map(
                "openapi",
                "3.1.0",
                "info",
                map("title", title, "version", "1", "description", description),
                "paths",
                paths,
                "security",
                List.of(map("token", List.of())),
                "components",
                map(
                        "schemas",
                        schemas,
                        "responses",
                        responses(),
                        "parameters",
                        parameters(),
                        "securitySchemes",
                        map("token", map("type", "http", "scheme", "bearer", "bearerFormat", "JWT"))));
    }

    private Map<String, Object> door(Class<?> controller, Method door, String path) {
        List<Object> parameters = new ArrayList<>();
        Map<String, Object> described = map(
                "operationId",
                controller.getSimpleName() + "." + door.getName(),
                "description",
                javadoc(controller, door));
        String[] consumed = consumed(door);
        if (consumed.length > 0) {
            Map<String, Object> content = new LinkedHashMap<>();
            for (String mediaType : consumed) {
                content.put(mediaType, map("schema", map("type", "string", "format", "binary")));
            }
            described.put("requestBody", map("required", true, "content", content));
        }
        for (Parameter parameter : door.getParameters()) {
            if (parameter.isAnnotationPresent(PathVariable.class)) {
                parameters.add(map(
                        "name",
                        parameter.getName(),
                        "in",
                        "path",
                        "required",
                        true,
                        "schema",
                        property(parameter.getType())));
            }
            if (parameter.isAnnotationPresent(RequestParam.class)) {
                parameters.add(query(parameter));
            }
            if (parameter.isAnnotationPresent(RequestBody.class) || parameter.isAnnotationPresent(FlatBody.class)) {
                described.put(
                        "requestBody",
                        map("required", true, "content", Map.of(JSON, map("schema", property(parameter.getType())))));
            }
        }
        parameters.add(parameter("Language"));
        described.put("parameters", parameters);
        boolean empty = door.getReturnType() == ResponseEntity.class;
        String status = empty ? "204" : door.isAnnotationPresent(ResponseStatus.class) ? "201" : "200";
        Map<String, Object> answered = map("description", empty ? "Done." : "As described.");
        if (!empty) {
            answered.put("content", Map.of(JSON, map("schema", property(door.getGenericReturnType()))));
        }
        Map<String, Object> answers = path.contains("{")
                ? answers("401", "403", "404", "422", "429", "503")
                : answers("401", "403", "422", "429", "503");
        if (consumed.length > 0) {
            answers.putAll(answers("413", "415"));
        }
        if (String.valueOf(described.get("description")).matches("(?s).*\\bwith(out)? consent\\b.*")) {
            answers.putAll(answers("409"));
        }
        described.put("responses", with(answers, status, answered));
        return described;
    }

    private static String[] consumed(Method door) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(door, RequestMapping.class);
        return mapping == null ? new String[0] : mapping.consumes();
    }

    // ---- addresses

    private Map<String, Object> post(Door door, @Nullable Object example) {
        Class<?> command = door.command();
        reference(command);
        Map<String, Object> content = map(
                "schema",
                map(
                        "allOf",
                        List.of(reference(Requests.Common.class), reference(command)),
                        "unevaluatedProperties",
                        false));
        if (example != null) {
            content.put("example", example);
        }
        return map(
                "operationId",
                door.commandName(),
                "description",
                javadoc(command),
                "parameters",
                List.of(parameter("Actor"), parameter("Language")),
                "requestBody",
                map("required", true, "content", Map.of(JSON, content)),
                "responses",
                answers(
                        "201", "200", "202", "400", "401", "403", "404", "406", "409", "413", "415", "422", "429",
                        "503", "507"));
    }

    private Map<String, Object> batch() {
        List<Object> entries = new ArrayList<>();
        for (Door door : Door.values()) {
            entries.add(map(
                    "allOf",
                    List.of(reference(Requests.Common.class), reference(door.command())),
                    "required",
                    List.of("command"),
                    "unevaluatedProperties",
                    false));
        }
        schemas.put("Entry", map("description", "A request that names its command.", "oneOf", entries));
        schemas.put(
                "Batch",
                map(
                        "type",
                        "object",
                        "properties",
                        map(
                                "atomic",
                                map("type", "boolean", "default", false, "description", "All are recorded or none."),
                                "entries",
                                map("type", "array", "maxItems", Requests.MOST_ENTRIES, "items", ref("Entry"))),
                        "required",
                        List.of("entries"),
                        "additionalProperties",
                        false));
        return map(
                "operationId",
                "RecordTogether",
                "description",
                javadoc(BatchController.class),
                "parameters",
                List.of(parameter("Actor"), parameter("Language")),
                "requestBody",
                map("required", true, "content", Map.of(JSON, map("schema", ref("Batch")))),
                "responses",
                with(
                        answers("400", "401", "406", "413", "415", "422", "429", "503", "507"),
                        "200",
                        map(
                                "description",
                                javadoc(BatchController.Answers.class),
                                "content",
                                Map.of(JSON, map("schema", reference(BatchController.Answers.class))))));
    }

    private Map<String, Object> entry() {
        return map(
                "operationId",
                "Receipt",
                "description",
                "The receipt of an entry once more.",
                "parameters",
                List.of(
                        map("name", "eventId", "in", "path", "required", true, "schema", reference(EventId.class)),
                        parameter("Language")),
                "responses",
                with(
                        answers("404", "406", "422", "429", "503"),
                        "200",
                        map(
                                "description",
                                javadoc(Receipt.class),
                                "content",
                                Map.of(JSON, map("schema", reference(Receipt.class))))));
    }

    private Map<String, Object> waitingLabelOrders() {
        return map(
                "operationId",
                "WaitingLabelOrders",
                "description",
                javadoc(LabelOrderController.class),
                "parameters",
                List.of(parameter("Actor"), parameter("Language")),
                "responses",
                with(
                        answers("401", "403", "406", "429", "503"),
                        "200",
                        map(
                                "description",
                                javadoc(LabelOrderController.WaitingLabelOrders.class),
                                "content",
                                Map.of(
                                        JSON,
                                        map("schema", reference(LabelOrderController.WaitingLabelOrders.class))))));
    }

    private Map<String, Object> imports() {
        Class<?> controller = type("org.jekasy.command.register.ImportController");
        Class<?> answer = type("org.jekasy.command.register.Answer");
        List<Object> parameters = new ArrayList<>(List.of(parameter("Actor"), parameter("Language")));
        Arrays.stream(controller.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(PostMapping.class))
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .filter(parameter -> parameter.getType() != MultipartFile.class)
                .forEach(parameter -> parameters.add(query(parameter)));
        return map(
                "operationId",
                "Import",
                "description",
                javadoc(controller),
                "parameters",
                parameters,
                "requestBody",
                map(
                        "required",
                        true,
                        "content",
                        map(
                                "*/*",
                                map("schema", map("type", "string", "format", "binary")),
                                "multipart/form-data",
                                map(
                                        "schema",
                                        map(
                                                "type",
                                                "object",
                                                "properties",
                                                map("file", map("type", "string", "format", "binary")))))),
                "responses",
                with(
                        answers("400", "401", "403", "406", "413", "422", "429", "503"),
                        "200",
                        map(
                                "description",
                                javadoc(answer),
                                "content",
                                map(
                                        JSON,
                                        map("schema", reference(answer)),
                                        "text/csv",
                                        map("schema", map("type", "string"))))));
    }

    private static Map<String, Object> query(Parameter parameter) {
        RequestParam named = parameter.getAnnotation(RequestParam.class);
        return map(
                "name",
                named.name().isEmpty() ? parameter.getName() : named.name(),
                "in",
                "query",
                "required",
                false,
                "schema",
                map("type", parameter.getType() == boolean.class ? "boolean" : "string"));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static Map<String, Object> answers(String... statuses) {
        Map<String, Object> answers = new TreeMap<>();
        for (String status : statuses) {
            answers.put(status, Map.of("$ref", "#/components/responses/" + status));
        }
        return answers;
    }

    private Map<String, Object> responses() {
        Map<String, Object> responses = new TreeMap<>();
        responses.put("200", receipt("The same was recorded before: its first receipt."));
        responses.put("201", receipt("Recorded."));
        responses.put("202", waiting());
        responses.put("400", problem("The body is not JSON, is nested too deep or has a field twice."));
        responses.put("401", problem("It is not said, or not believed, who acts."));
        responses.put(
                "403", problem("The role does not allow this (E-AUTH-02), or only the holder may do it (E-CUST-01)."));
        responses.put(
                "404", problem("What is named is not there, or is another organisation's: told alike (E-REF-01)."));
        responses.put("406", problem("The answer exists as JSON only."));
        responses.put(
                "409", problem("It does not fit what is recorded already, or the person did not consent (E-CONS-01)."));
        responses.put("413", problem("The body is too large, or holds too many entries."));
        responses.put("415", problem("The body is not sent as application/json."));
        responses.put(
                "422",
                problem(
                        "A field can not be read, a rule refuses it, or (confirmable) a person has to confirm what looks improbable."));
        responses.put("429", problem("Whoever is signed in calls too often in this minute. Again after Retry-After."));
        responses.put(
                "503",
                problem(
                        "The ledger does not answer, or too many ask at once. Send it again later with the same eventId."));
        responses.put(
                "507", problem("The ledger's disk is full. Make room, then send it again with the same eventId."));
        return responses;
    }

    private Map<String, Object> waiting() {
        return with(
                receipt("A second person has to approve it; or, to a phone, it is kept aside until somebody decides."),
                "content",
                Map.of(JSON, map("schema", map("oneOf", List.of(reference(Receipt.class), reference(Kept.class))))));
    }

    private Map<String, Object> receipt(String description) {
        return map(
                "description",
                description,
                "headers",
                map(
                        "Location",
                        map(
                                "description",
                                "The entry: /entries/{eventId}",
                                "schema",
                                map("type", "string", "format", "uri-reference"))),
                "content",
                Map.of(JSON, map("schema", reference(Receipt.class))));
    }

    private Map<String, Object> problem(String description) {
        return map(
                "description",
                description,
                "content",
                Map.of(Problem.MEDIA_TYPE, map("schema", reference(Problem.class))));
    }

    private static Map<String, Object> parameters() {
        return map(
                "Actor",
                map(
                        "name",
                        Actors.HEADER,
                        "in",
                        "header",
                        "required",
                        true,
                        "description",
                        javadoc(Actors.class),
                        "schema",
                        map("type", "string", "pattern", "^" + Actors.FORM + "$")),
                "Language",
                map(
                        "name",
                        "Accept-Language",
                        "in",
                        "header",
                        "required",
                        false,
                        "description",
                        javadoc(Language.class),
                        "schema",
                        map("type", "string", "default", "fr")));
    }

    private static Map<String, Object> parameter(String name) {
        return Map.of("$ref", "#/components/parameters/" + name);
    }

    // ---- schemas

    private void commonSchemas() {
        List<Object> commands = new ArrayList<>();
        for (Door door : Door.values()) {
            commands.add(map(
                    "allOf",
                    List.of(reference(door.command())),
                    "required",
                    List.of("command"),
                    "unevaluatedProperties",
                    false));
        }
        schemas.put(
                LedgerCommand.class.getSimpleName(), map("description", "A command that is named.", "oneOf", commands));
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = nameOf(type);
        if (!schemas.containsKey(name)) {
            // first its place: a type may hold itself
            schemas.put(name, Map.of());
            schemas.put(name, schema(type));
        }
        return ref(name);
    }

    // a line of a shipment and a line of a receipt are two things
    private static String nameOf(Class<?> type) {
        Class<?> owner = type.getEnclosingClass();
        if (type.getPackageName().endsWith(".register")) {
            return "Import." + type.getSimpleName();
        }
        return owner != null && LedgerCommand.class.isAssignableFrom(owner)
                ? owner.getSimpleName() + "." + type.getSimpleName()
                : type.getSimpleName();
    }

    private static Map<String, Object> ref(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> schema(Class<?> type) {
        if (type == LedgerCommand.class) {
            return Map.of();
        }
        if (type == Weight.class) {
            return grams(type, 1);
        }
        if (type == Grams.class) {
            return grams(type, 0);
        }
        if (type == Delta.class) {
            return with(grams(type, -Weight.MOST), "not", Map.of("const", 0));
        }
        if (type.isEnum()) {
            return text(
                    type,
                    "enum",
                    Arrays.stream(type.getEnumConstants())
                            .map(constant -> EventJson.mapper().convertValue(constant, String.class))
                            .toList());
        }
        if (Word.class.isAssignableFrom(type)) {
            return text(type, "pattern", pattern(type));
        }
        return object(type);
    }

    private Map<String, Object> object(Class<?> record) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = nameOf(component);
            properties.put(name, property(component.getGenericType()));
            if (isRequired(component)) {
                required.add(name);
            }
        }
        Map<String, Object> schema = map("description", javadoc(record), "type", "object");
        boolean command = LedgerCommand.class.isAssignableFrom(record);
        if (command) {
            properties.put(
                    "command",
                    map(
                            "const",
                            record.getSimpleName(),
                            "description",
                            "Only needed where the address does not say it: in a batch and in a correction."));
        }
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        // what is put together with others is closed where that is done
        if (!command && record != Requests.Common.class) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private Map<String, Object> property(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            if (Collection.class.isAssignableFrom(raw)) {
                return map("type", "array", "items", property(generic.getActualTypeArguments()[0]));
            }
            return map("type", "object");
        }
        return switch (type) {
            case Class<?> c
            when c == String.class -> map("type", "string", "minLength", 1, "maxLength", Requests.MOST_CHARACTERS);
            case Class<?> c when c == Instant.class -> map("type", "string", "format", "date-time");
            case Class<?> c when c == LocalDate.class -> map("type", "string", "format", "date");
            case Class<?> c when c == URI.class -> map("type", "string", "format", "uri");
            case Class<?> c when c == BigDecimal.class -> map("type", "number");
            case Class<?> c when c == Integer.class || c == int.class -> map("type", "integer", "format", "int32");
            case Class<?> c when c == Long.class || c == long.class -> map("type", "integer", "format", "int64");
            case Class<?> c when c == boolean.class -> map("type", "boolean");
            case Class<?> c -> reference(c);
            default -> throw new IllegalStateException("no schema for " + type);
        };
    }

    /** The name of a component on the wire. */
    static String nameOf(RecordComponent component) {
        Class<?> type = component.getType();
        boolean mass = type == Weight.class || type == Grams.class || type == Delta.class;
        return component.getName() + (mass ? "G" : "");
    }

    static boolean isRequired(RecordComponent component) {
        boolean list = component.getType() == List.class && !ANSWERS.contains(component.getDeclaringRecord());
        return !list && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Map<String, Object> grams(Class<?> type, long least) {
        return map("description", javadoc(type), "type", "integer", "minimum", least, "maximum", Weight.MOST);
    }

    private static Map<String, Object> text(Class<?> type, String how, Object limit) {
        return map("description", javadoc(type), "type", "string", how, limit);
    }

    // the patterns the value types read by themselves, so that this can not say another
    private static String pattern(Class<?> type) {
        String either = Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers()))
                .map(OpenApi::patternIn)
                .collect(Collectors.joining("|"));
        if (either.isEmpty()) {
            throw new IllegalStateException(type + " has no pattern");
        }
        return "^(?:" + either + ")$";
    }

    private static String patternIn(Field field) {
        try {
            field.setAccessible(true);
            return String.valueOf(field.get(null));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // ---- descriptions

    private static final Pattern INLINE = Pattern.compile("\\{@\\w+ ([^}]*)}");

    /** What the Javadoc of a type says, from its source. */
    static String javadoc(Class<?> type) {
        return javadoc(type, type.getSimpleName() + "\\b", "(?:\\w+ )*(?:class|record|enum|interface) ")
                .orElseThrow(() -> new IllegalStateException(type + " has no Javadoc"));
    }

    private static Optional<String> javadoc(Class<?> type, String name, String before) {
        Class<?> top = type;
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        String file = top.getName().replace('.', '/') + ".java";
        String source = Stream.of(SOURCES)
                .map(root -> root.resolve(file))
                .filter(Files::exists)
                .map(OpenApi::read)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no source of " + type));
        Matcher comment = Pattern.compile(
                        "/\\*\\*((?:(?!\\*/).)*)\\*/(?:\\s*@\\w+(?:\\([^)]*\\))?)*\\s*" + before + name, Pattern.DOTALL)
                .matcher(source);
        if (!comment.find()) {
            return Optional.empty();
        }
        String text = comment.group(1)
                .replaceAll("(?m)^\\s*\\*", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return Optional.of(INLINE.matcher(text).replaceAll("$1").replace("#", ""));
    }

    /** What the Javadoc of a door says, else that of its controller. */
    private static String javadoc(Class<?> controller, Method door) {
        return javadoc(controller, "\\b" + door.getName() + "\\(", "(?:[\\w.<>]+ )+")
                .orElseGet(() -> javadoc(controller));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // ---- maps in their order

    private static Map<String, Object> map(Object... namesAndValues) {
        return with(new LinkedHashMap<>(), namesAndValues);
    }

    private static Map<String, Object> with(Map<String, Object> map, Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
