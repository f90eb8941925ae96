package org.jekasy.language.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jekasy.language.CommuneId;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.CountryCode;
import org.jekasy.language.Delta;
import org.jekasy.language.EventId;
import org.jekasy.language.Gln;
import org.jekasy.language.Grams;
import org.jekasy.language.Gtin;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LabelTemplate;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallId;
import org.jekasy.language.RuleCode;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Sscc;
import org.jekasy.language.UnLocode;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jekasy.language.Word;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How the value types are written: words as text, masses as whole numbers of grams, rule codes as {@code E-ID-01}; what is not nullable must be there. */
final class LanguageModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    LanguageModule() {
        super("jekasy-language");
        word(LotId.class, LotId::parse);
        word(IssuerCode.class, IssuerCode::parse);
        word(PartyId.class, PartyId::parse);
        word(PlaceId.class, PlaceId::parse);
        word(ProducerId.class, ProducerId::parse);
        word(ConsignmentId.class, ConsignmentId::parse);
        word(RunId.class, RunId::parse);
        word(RecallId.class, RecallId::parse);
        word(SeasonId.class, SeasonId::parse);
        word(ProductCode.class, ProductCode::parse);
        word(VarietyCode.class, VarietyCode::parse);
        word(CommuneId.class, CommuneId::parse);
        word(UnLocode.class, UnLocode::parse);
        word(CountryCode.class, CountryCode::parse);
        word(Gtin.class, Gtin::parse);
        word(Gln.class, Gln::parse);
        word(Sscc.class, Sscc::parse);
        word(ContainerNumber.class, ContainerNumber::parse);
        word(EventId.class, EventId::parse);
        word(LabelTemplate.class, LabelTemplate::parse);
        grams(Weight.class, Weight::new, Weight::grams);
        grams(Grams.class, Grams::new, Grams::grams);
        grams(Delta.class, Delta::new, Delta::grams);
        addSerializer(RuleCode.class, new Text<>(RuleCode.class, RuleCode::wire));
        addDeserializer(RuleCode.class, new Parsed<>(RuleCode.class, RuleCode::parse));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(new NotNullableIsRequired());
        context.configOverride(List.class).setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    private <T extends Word> void word(Class<T> type, Function<String, T> parse) {
        addSerializer(type, new Text<>(type, Word::text));
        addDeserializer(type, new Parsed<>(type, parse));
    }

    private <T> void grams(Class<T> type, LongFunction<T> read, java.util.function.ToLongFunction<T> write) {
        addSerializer(type, new Whole<>(type, write));
        addDeserializer(type, new WholeRead<>(type, read));
    }

    private static final class Text<T> extends StdSerializer<T> {
        private final Function<? super T, String> write;

        Text(Class<T> type, Function<? super T, String> write) {
            super(type);
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(write.apply(value));
        }
    }

    private static final class Parsed<T> extends StdDeserializer<T> {
        private final Function<String, T> parse;

        Parsed(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public @Nullable T deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                return valueType().cast(context.handleUnexpectedToken(valueType(), in));
            }
            String text = in.getString();
            try {
                return parse.apply(text);
            } catch (Malformed malformed) {
                throw unreadable(in, text, valueType(), malformed);
            }
        }

        @SuppressWarnings("unchecked")
        private Class<T> valueType() {
            return (Class<T>) handledType();
        }
    }

    private static final class Whole<T> extends StdSerializer<T> {
        private final java.util.function.ToLongFunction<T> write;

        Whole(Class<T> type, java.util.function.ToLongFunction<T> write) {
            super(type);
            this.write = write;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(write.applyAsLong(value));
        }
    }

    private static final class WholeRead<T> extends StdDeserializer<T> {
        private final LongFunction<T> read;

        WholeRead(Class<T> type, LongFunction<T> read) {
            super(type);
            this.read = read;
        }

        @Override
        public @Nullable T deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw unreadable(
                        in,
                        in.getString(),
                        handledType(),
                        new Malformed(RuleCode.E_FORM_01, "grams", String.valueOf(in.getString()), "whole grams"));
            }
            long grams = in.getLongValue();
            try {
                return read.apply(grams);
            } catch (Malformed malformed) {
                throw unreadable(in, grams, handledType(), malformed);
            }
        }
    }

    private static InvalidFormatException unreadable(
            JsonParser in, @Nullable Object read, Class<?> type, Malformed malformed) {
        InvalidFormatException unreadable = new InvalidFormatException(in, malformed.getMessage(), read, type);
        unreadable.initCause(malformed);
        return unreadable;
    }

    /** Reads nullness where the compiler does: a record component without {@code @Nullable} must be in the text. Lists may be left out. */
    private static final class NotNullableIsRequired extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            return isRequired(member) ? Boolean.TRUE : null;
        }

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
            return isRequired(member) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : JsonSetter.Value.empty();
        }

        private static boolean isRequired(Annotated member) {
            if (!(member instanceof AnnotatedParameter parameter)) {
                return false;
            }
            Class<?> owner = parameter.getDeclaringClass();
            if (!owner.isRecord()
                    || !owner.getName().startsWith("org.jekasy.")
                    || parameter.getRawType() == List.class) {
                return false;
            }
            RecordComponent component = owner.getRecordComponents()[parameter.getIndex()];
            return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }
    }
}
