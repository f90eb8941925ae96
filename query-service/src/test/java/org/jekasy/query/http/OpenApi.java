package org.jekasy.query.http;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jekasy.language.Delta;
import org.jekasy.language.EventId;
import org.jekasy.language.Grams;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.RuleCode;
import org.jekasy.language.Weight;
import org.jekasy.language.Word;
import org.jekasy.query.origin.Week;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.ValueConstants;

/** The description of the pages (OpenAPI 3.1), made from what they are made of: controllers, records, the patterns of the value types, the sentences of the Javadoc. */
final class OpenApi {
    private static final Path[] SOURCES = {Path.of("src/main/java"), Path.of("../ledger-language/src/main/java")};
    private static final String JSON = "application/json";

    private final Map<String, Object> schemas = new TreeMap<>();

    static Map<String, Object> description() {
        return new OpenApi().describe();
    }

    private Map<String, Object> describe() {
        Map<String, Object> paths = new TreeMap<>();
        for (Class<?> controller : controllers()) {
            for (Method method : controller.getDeclaredMethods()) {
                GetMapping mapping = method.getAnnotation(GetMapping.class);
                if (mapping != null) {
                    for (String path : mapping.value()) {
                        paths.put(path, Map.of("get", get(method)));
                    }
                }
            }
        }
        schemas.put("Problem", problemSchema());
        return map(
                "openapi",
                "3.1.0",
                "info",
                map(
                        "title", "Jèkasy: query-service",
                        "version", "1",
                        "description",
                                "What the ledger says, as pages for programs. Every page names the position of the ledger it belongs to."
                                        + " With min-position a reader waits, bounded, for an entry whose receipt he has. Parameters are read"
                                        + " strictly: an unknown or doubled one is refused. Masses are whole grams, in fields whose names end"
                                        + " in G. Sentences are French, or English by Accept-Language."),
                "paths",
                paths,
                "components",
                map(
                        "schemas", schemas,
                        "responses",
                                map(
                                        "400",
                                                problem(
                                                        "A code or parameter can not be read (E-ID-01, E-ID-02, E-FORM-01)."),
                                        "404", problem("The ledger knows nothing under this name (E-REF-01)."),
                                        "429",
                                                problem(
                                                        "Whoever is signed in, or the address of who is not, asks too often in this minute. Again after Retry-After."),
                                        "503",
                                                problem(
                                                        "The position asked for is not read yet, or the pages do not answer. Ask again after Retry-After.")),
                        "parameters",
                                map(
                                        "MinPosition",
                                                map(
                                                        "name",
                                                        FreshEnough.MIN_POSITION,
                                                        "in",
                                                        "query",
                                                        "required",
                                                        false,
                                                        "description",
                                                        "Waits, bounded, until the pages have reached this position.",
                                                        "schema",
                                                        map("type", "integer", "format", "int64", "minimum", 0)),
                                        "Language",
                                                map(
                                                        "name", "Accept-Language",
                                                        "in", "header",
                                                        "required", false,
                                                        "description", "French unless English is preferred.",
                                                        "schema", map("type", "string", "default", "fr")))));
    }

    private static List<Class<?>> controllers() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        List<Class<?>> controllers = new ArrayList<>();
        scan.findCandidateComponents("org.jekasy.query").forEach(found -> {
            try {
                controllers.add(Class.forName(Objects.requireNonNull(found.getBeanClassName())));
            } catch (ClassNotFoundException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        return controllers;
    }

    private Map<String, Object> get(Method method) {
        List<Object> parameters = new ArrayList<>();
        boolean named = false;
        for (Parameter parameter : method.getParameters()) {
            PathVariable path = parameter.getAnnotation(PathVariable.class);
            RequestParam query = parameter.getAnnotation(RequestParam.class);
            if (path != null) {
                named = true;
                parameters.add(map(
                        "name",
                        parameter.getName(),
                        "in",
                        "path",
                        "required",
                        true,
                        "schema",
                        property(parameter.getParameterizedType())));
            } else if (query != null) {
                Map<String, Object> schema = new LinkedHashMap<>(property(parameter.getParameterizedType()));
                boolean hasDefault = !query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
                if (hasDefault) {
                    schema.put(
                            "default",
                            parameter.getType() == String.class
                                    ? query.defaultValue()
                                    : (Object) Long.valueOf(query.defaultValue()));
                }
                boolean required = query.required() && !hasDefault;
                named |= required;
                parameters.add(map(
                        "name",
                        query.name().isEmpty() ? parameter.getName() : query.name(),
                        "in",
                        "query",
                        "required",
                        required,
                        "schema",
                        schema));
            }
        }
        parameters.add(Map.of("$ref", "#/components/parameters/MinPosition"));
        parameters.add(Map.of("$ref", "#/components/parameters/Language"));
        Map<String, Object> responses = new TreeMap<>();
        Map<String, Object> page = property(method.getGenericReturnType());
        responses.put(
                "200",
                map("description", javadoc(method.getReturnType()), "content", Map.of(JSON, map("schema", page))));
        for (String status : named ? new String[] {"400", "404", "429", "503"} : new String[] {"400", "429", "503"}) {
            responses.put(status, Map.of("$ref", "#/components/responses/" + status));
        }
        return map("operationId", method.getName(), "parameters", parameters, "responses", responses);
    }

    private static Map<String, Object> problem(String description) {
        return map(
                "description",
                description,
                "content",
                Map.of("application/problem+json", map("schema", ref("Problem"))));
    }

    private static Map<String, Object> problemSchema() {
        return map(
                "description",
                "What went wrong (RFC 9457): one sentence to act on, the rule, what was read and what was expected.",
                "type",
                "object",
                "properties",
                map(
                        "title", map("type", "string"),
                        "status", map("type", "integer"),
                        "detail", map("type", "string"),
                        "instance", map("type", "string"),
                        "code", map("type", "string"),
                        "kind", map("type", "string"),
                        "read", map("type", "string"),
                        "expected", map("type", "string"),
                        "asked", map("type", "integer", "format", "int64"),
                        "reached", map("type", "integer", "format", "int64")),
                "required",
                List.of("title", "status", "detail"));
    }

    private Map<String, Object> reference(String name, Class<?> type, Map<TypeVariable<?>, Type> bound) {
        if (!schemas.containsKey(name)) {
            // first its place: a type may hold itself
            schemas.put(name, Map.of());
            schemas.put(name, schema(type, bound));
        }
        return ref(name);
    }

    private static Map<String, Object> ref(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static String name(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around == null ? type.getSimpleName() : name(around) + "." + type.getSimpleName();
    }

    private Map<String, Object> property(Type type) {
        return property(type, Map.of());
    }

    private Map<String, Object> property(Type type, Map<TypeVariable<?>, Type> bound) {
        if (type instanceof TypeVariable<?> variable) {
            return property(Objects.requireNonNull(bound.get(variable), type::toString), bound);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type argument = generic.getActualTypeArguments()[0];
            if (raw == List.class) {
                return map("type", "array", "items", property(argument, bound));
            }
            Class<?> of = (Class<?>) (argument instanceof TypeVariable<?> variable ? bound.get(variable) : argument);
            return reference(
                    name(raw) + "-" + name(Objects.requireNonNull(of)), raw, Map.of(raw.getTypeParameters()[0], of));
        }
        return switch (type) {
            case Class<?> c when c == String.class -> map("type", "string");
            case Class<?> c when c == Instant.class -> map("type", "string", "format", "date-time");
            case Class<?> c when c == LocalDate.class -> map("type", "string", "format", "date");
            case Class<?> c when c == BigDecimal.class -> map("type", "number");
            case Class<?> c when c == Integer.class || c == int.class -> map("type", "integer", "format", "int32");
            case Class<?> c when c == Long.class || c == long.class -> map("type", "integer", "format", "int64");
            case Class<?> c when c == boolean.class || c == Boolean.class -> map("type", "boolean");
            case Class<?> c -> reference(name(c), c, bound);
            default -> throw new IllegalStateException("no schema for " + type);
        };
    }

    private Map<String, Object> schema(Class<?> type, Map<TypeVariable<?>, Type> bound) {
        if (type == Weight.class) {
            return grams(type, 1);
        }
        if (type == Grams.class) {
            return grams(type, 0);
        }
        if (type == Delta.class) {
            return grams(type, -Weight.MOST);
        }
        if (type == RuleCode.class) {
            return text(
                    type,
                    "enum",
                    Arrays.stream(RuleCode.values()).map(RuleCode::wire).toList());
        }
        if (type.isEnum()) {
            return text(
                    type,
                    "enum",
                    Arrays.stream(type.getEnumConstants()).map(OpenApi::written).toList());
        }
        if (type == Week.class) {
            return text(type, "pattern", "^[0-9]{4}-W[0-9]{2}$");
        }
        if (type == EventId.class) {
            return text(type, "format", "uuid");
        }
        if (Word.class.isAssignableFrom(type)) {
            return text(type, "pattern", pattern(type));
        }
        if (type == LedgerEvent.class) {
            return map(
                    "description",
                    javadoc(type) + " The fields are those of the event named by its type, such as HarvestRecorded.v1.",
                    "type",
                    "object",
                    "properties",
                    map("type", map("type", "string")),
                    "required",
                    List.of("type"));
        }
        return object(type, bound);
    }

    private static String written(Object constant) {
        for (Method method : constant.getClass().getMethods()) {
            if (method.isAnnotationPresent(JsonValue.class)) {
                try {
                    return String.valueOf(method.invoke(constant));
                } catch (ReflectiveOperationException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
        return ((Enum<?>) constant).name();
    }

    private Map<String, Object> object(Class<?> record, Map<TypeVariable<?>, Type> bound) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Class<?> type = component.getType();
            boolean mass = type == Weight.class || type == Grams.class || type == Delta.class;
            String name = component.getName() + (mass ? "G" : "");
            properties.put(name, property(component.getGenericType(), bound));
            if (!isNullable(component.getAnnotatedType())) {
                required.add(name);
            }
        }
        return map("description", javadoc(record), "type", "object", "properties", properties, "required", required);
    }

    private static boolean isNullable(AnnotatedElement type) {
        return type.isAnnotationPresent(Nullable.class);
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

    private static final Pattern INLINE = Pattern.compile("\\{@\\w+ ([^}]*)}");

    /** What the Javadoc of a type says, from its source. */
    private static String javadoc(Class<?> type) {
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
                        "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:\\w+ )*(?:class|record|enum|interface) "
                                + type.getSimpleName() + "\\b",
                        Pattern.DOTALL)
                .matcher(source);
        if (!comment.find()) {
            throw new IllegalStateException(type + " has no Javadoc");
        }
        String text = comment.group(1)
                .replaceAll("(?m)^\\s*\\*", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return INLINE.matcher(text).replaceAll("$1").replace("#", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
