package org.jekasy.command.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.function.Function;
import org.jekasy.language.Malformed;
import org.jekasy.language.RuleCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.module.SimpleModule;

/**
 * At a door a day is {@code 2026-04-02}, a moment {@code 2026-04-02T09:10:00Z} (or with its offset) and a text a text: no numbers, arrays or half dates
 * in their place. Years from 1900 to 2199, so that no store or reader behind the door overflows.
 */
final class StrictForms extends SimpleModule {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    StrictForms() {
        super("jekasy-strict-forms");
        addDeserializer(String.class, new Form<>(String.class, "\"…\"", text -> text));
        addDeserializer(LocalDate.class, new Form<>(LocalDate.class, "2026-04-02", StrictForms::day));
        addDeserializer(Instant.class, new Form<>(Instant.class, "2026-04-02T09:10:00Z", StrictForms::moment));
    }

    private static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text, DAY);
        inRange(day.getYear());
        return day;
    }

    private static Instant moment(String text) {
        java.time.OffsetDateTime moment = java.time.OffsetDateTime.parse(text, MOMENT);
        inRange(moment.getYear());
        return moment.toInstant();
    }

    private static void inRange(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new DateTimeException("year " + year);
        }
    }

    private static final class Form<T> extends StdDeserializer<T> {
        private final String example;
        private final Function<String, T> read;

        Form(Class<T> type, String example, Function<String, T> read) {
            super(type);
            this.example = example;
            this.read = read;
        }

        @Override
        public @Nullable T deserialize(JsonParser in, DeserializationContext context) {
            if (in.currentToken() == JsonToken.VALUE_STRING) {
                try {
                    return read.apply(in.getString());
                } catch (DateTimeException noDate) {
                    throw unreadable(in, noDate);
                }
            }
            throw unreadable(in, null);
        }

        private InvalidFormatException unreadable(JsonParser in, @Nullable Throwable why) {
            String text = String.valueOf(in.getString());
            InvalidFormatException unreadable = new InvalidFormatException(in, text, text, handledType());
            Malformed malformed =
                    new Malformed(RuleCode.E_FORM_01, handledType().getSimpleName(), text, example);
            if (why != null) {
                malformed.initCause(why);
            }
            unreadable.initCause(malformed);
            return unreadable;
        }
    }
}
