package org.jekasy.language.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.jekasy.language.Actor;
import org.jekasy.language.Document;
import org.jekasy.language.EventId;
import org.jekasy.language.Flag;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LedgerEvent;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;
import org.jekasy.language.Source;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeIdResolver;

/**
 * The only writer and reader of the language. Fields stand in the order of the record's components; masses carry their unit in the name
 * ({@code weightG}); what is absent is left out. Strict: unknown and doubled fields, wrong types and depth above 32 are refused.
 */
public final class EventJson {
    /** Deepest nesting that is read. */
    public static final int DEPTH = 32;

    private static final JsonMapper MAPPER = build();

    private EventJson() {}

    /** The mapper behind it, for the doors: bodies and pages are written with the same rules. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** An entry without its position, as stored, sent and hashed. */
    public static byte[] write(LedgerEntry entry) {
        return write(MAPPER, entry);
    }

    static byte[] write(JsonMapper mapper, LedgerEntry entry) {
        return mapper.writeValueAsBytes(Written.of(entry));
    }

    /** The entry that was written to these bytes, at its position. */
    public static LedgerEntry read(long position, byte[] written) {
        return read(MAPPER, position, written);
    }

    static LedgerEntry read(JsonMapper mapper, long position, byte[] written) {
        Written read = mapper.readValue(written, Written.class);
        if (read == null) {
            // "null" is JSON and no entry
            throw new Malformed(RuleCode.E_FORM_01, "entry", "null");
        }
        return read.at(position);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.PROPERTY, property = "type")
    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.NONE)
    private interface TypedByName {}

    /** What of an entry is written: all but the position, which is the journal's key. */
    private record Written(
            EventId eventId,
            Instant occurredAt,
            Instant recordedAt,
            Actor by,
            Source source,
            List<Flag> flags,
            List<Document> documents,
            @Nullable Integer kmFromPlace,
            EventId correlationId,
            EventId causationId,
            LedgerEvent event) {
        static Written of(LedgerEntry e) {
            return new Written(
                    e.eventId(),
                    e.occurredAt(),
                    e.recordedAt(),
                    e.by(),
                    e.source(),
                    e.flags(),
                    e.documents(),
                    e.kmFromPlace(),
                    e.correlationId(),
                    e.causationId(),
                    e.event());
        }

        LedgerEntry at(long position) {
            return new LedgerEntry(
                    position,
                    eventId,
                    occurredAt,
                    recordedAt,
                    by,
                    source,
                    flags,
                    documents,
                    kmFromPlace,
                    correlationId,
                    causationId,
                    event);
        }
    }

    /** What was stored under an older version of a name is read by the record it has become. */
    private static final class OlderVersions extends DeserializationProblemHandler {
        @Override
        public @Nullable JavaType handleUnknownTypeId(
                DeserializationContext context, JavaType base, String name, TypeIdResolver names, String failure) {
            return EventType.ofOlder(name).map(context::constructType).orElse(null);
        }
    }

    static JsonMapper build() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxNumberLength(40)
                        .maxStringLength(2_000_000)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
        JsonMapper.Builder builder = JsonMapper.builder(factory)
                .addModule(new LanguageModule())
                .propertyNamingStrategy(new GramsInTheName())
                .addMixIn(LedgerEvent.class, TypedByName.class)
                .addHandler(new OlderVersions())
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        EventType.all().forEach((event, type) -> builder.registerSubtypes(new NamedType(event, type.wire())));
        return builder.build();
    }
}
