package org.jekasy.command.ledger;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A record that is like another but for one component: {@code but(harvest(lot(1), 806_500), "variety", KEITT)}. */
final class But {
    private But() {}

    static <R extends Record> R but(R like, String component, @Nullable Object value) {
        RecordComponent[] components = like.getClass().getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        boolean known = false;
        @Nullable Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                boolean changed = components[i].getName().equals(component);
                known |= changed;
                values[i] = changed ? value : components[i].getAccessor().invoke(like);
            }
            if (!known) {
                throw new AssertionError(like.getClass().getSimpleName() + " has no " + component);
            }
            @SuppressWarnings("unchecked") // a record's constructor makes its own kind
            R copy = (R) like.getClass().getDeclaredConstructor(types).newInstance(values);
            return copy;
        } catch (java.lang.reflect.InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new LinkageError("refused", refused);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
