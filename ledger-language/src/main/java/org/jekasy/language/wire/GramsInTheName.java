package org.jekasy.language.wire;

import org.jekasy.language.Delta;
import org.jekasy.language.Grams;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotatedParameter;

/** A mass says its unit where it is written: the component {@code weight} is the field {@code weightG}. */
final class GramsInTheName extends PropertyNamingStrategy {
    private static final long serialVersionUID = 1L;

    @Override
    public String nameForField(@Nullable MapperConfig<?> config, AnnotatedField field, String name) {
        return withUnit(field.getRawType(), name);
    }

    @Override
    public String nameForGetterMethod(@Nullable MapperConfig<?> config, AnnotatedMethod method, String name) {
        return withUnit(method.getRawReturnType(), name);
    }

    @Override
    public String nameForConstructorParameter(
            @Nullable MapperConfig<?> config, AnnotatedParameter parameter, String name) {
        return withUnit(parameter.getRawType(), name);
    }

    private static String withUnit(Class<?> type, String name) {
        boolean mass = type == Weight.class || type == Grams.class || type == Delta.class;
        return mass ? name + "G" : name;
    }
}
