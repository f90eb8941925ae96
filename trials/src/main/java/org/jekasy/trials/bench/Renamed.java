package org.jekasy.trials.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jekasy.language.CheckDigits;
import org.jekasy.language.CommuneId;
import org.jekasy.language.ConsignmentId;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.EventId;
import org.jekasy.language.IssuerCode;
import org.jekasy.language.LedgerEntry;
import org.jekasy.language.LotId;
import org.jekasy.language.PartyId;
import org.jekasy.language.PlaceId;
import org.jekasy.language.ProducerId;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RecallId;
import org.jekasy.language.RunId;
import org.jekasy.language.SeasonId;
import org.jekasy.language.Sscc;
import org.jekasy.language.VarietyCode;
import org.jekasy.language.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Another region's season of the same shape: every entry of a season with all its names changed, so that a large journal holds different lots, people and
 * places, each with a history of the usual length. Copy 0 is the season itself.
 */
final class Renamed {
    private static final long YEAR = 365L * 24 * 3600 * 1000;
    private static final Set<Class<?>> SAME = Set.of(
            String.class,
            Weight.class,
            ProductCode.class,
            VarietyCode.class,
            SeasonId.class,
            CommuneId.class,
            Integer.class,
            Long.class,
            Boolean.class,
            BigDecimal.class);
    private static final Map<Class<?>, Form> FORMS = new HashMap<>();
    /** All copies together never give two issuers one code. */
    private final Map<String, String> issuers;

    private final int copy;
    private final Map<Long, Long> positions = new HashMap<>();

    private record Form(MethodHandle make, List<MethodHandle> parts, List<String> names) {}

    /** {@code issuers}: the codes given so far, handed from copy to copy. */
    Renamed(int copy, Map<String, String> issuers) {
        this.copy = copy;
        this.issuers = issuers;
    }

    /** The entry in this copy; {@code position} is where it will stand. */
    LedgerEntry entry(LedgerEntry entry, long position) {
        positions.put(entry.position(), position);
        return copy == 0 && entry.position() == position ? entry : ((LedgerEntry) other(entry)).at(position);
    }

    private Object other(Object value) {
        if (copy == 0 && !(value instanceof Record)) {
            return value;
        }
        return switch (value) {
            case EventId id -> new EventId(uuid(id.uuid()));
            case UUID id -> uuid(id);
            case LotId lot -> lot(lot);
            case IssuerCode issuer -> new IssuerCode(issuer(issuer.text()));
            case PartyId party -> new PartyId(named(party.text()));
            case PlaceId place -> new PlaceId(named(place.text()));
            case ProducerId producer -> new ProducerId(named(producer.text()));
            case ConsignmentId consignment -> new ConsignmentId(named(consignment.text()));
            case RunId run -> new RunId(named(run.text()));
            case RecallId recall -> new RecallId(named(recall.text()));
            case Sscc unit -> unit(unit);
            case ContainerNumber container -> container(container);
            case List<?> list -> list.stream().map(this::other).toList();
            case Temporal when -> when;
            case Enum<?> word -> word;
            case Record record -> SAME.contains(record.getClass()) ? record : record(record);
            default -> value;
        };
    }

    private Object record(Record record) {
        Form form = FORMS.computeIfAbsent(record.getClass(), Renamed::form);
        Object[] parts = new Object[form.parts.size()];
        try {
            for (int n = 0; n < parts.length; n++) {
                Object part = form.parts.get(n).invoke(record);
                parts[n] = part == null ? null : part(form.names.get(n), part);
            }
            return form.make.invokeWithArguments(parts);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object part(String name, Object part) {
        return switch (name) {
            case "targetPosition" -> positions.getOrDefault((Long) part, (Long) part);
            // the number of a certificate is a name too
            case "number" -> copy > 0 && part instanceof String text ? text + "/" + copy : part;
            default -> other(part);
        };
    }

    private static Form form(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            List<Class<?>> types = new ArrayList<>();
            List<MethodHandle> parts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            for (RecordComponent component : components) {
                types.add(component.getType());
                names.add(component.getName());
                parts.add(lookup.unreflect(component.getAccessor()));
            }
            Constructor<?> constructor = type.getConstructor(types.toArray(Class<?>[]::new));
            return new Form(lookup.unreflectConstructor(constructor), parts, names);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID uuid(UUID id) {
        return copy == 0
                ? id
                : new UUID(id.getMostSignificantBits() + ((copy * YEAR) << 16), id.getLeastSignificantBits() ^ copy);
    }

    private String named(String text) {
        return copy == 0 ? text : text + "." + copy;
    }

    private LotId lot(LotId lot) {
        if (copy == 0) {
            return lot;
        }
        String old = lot.text();
        int at = old.startsWith("R") ? 1 : 5;
        String body =
                old.substring(0, at) + issuer(old.substring(at, at + 4)) + old.substring(at + 4, old.length() - 1);
        return new LotId(body + CheckDigits.mod37x36(body));
    }

    private String issuer(String text) {
        return copy == 0
                ? text
                : issuers.computeIfAbsent(
                        text + copy,
                        none -> ("0000" + Integer.toString(36 * 36 * 35 + issuers.size(), 36))
                                .substring(Integer.toString(36 * 36 * 35 + issuers.size(), 36)
                                        .length())
                                .toUpperCase(java.util.Locale.ROOT));
    }

    private Sscc unit(Sscc unit) {
        if (copy == 0) {
            return unit;
        }
        String digits = "%s%04d%s"
                .formatted(
                        unit.text().substring(0, 4),
                        Integer.parseInt(unit.text().substring(4, 8)) + 20 * copy,
                        unit.text().substring(8, 17));
        return new Sscc(digits + CheckDigits.gs1(digits));
    }

    private ContainerNumber container(ContainerNumber container) {
        if (copy == 0) {
            return container;
        }
        String text = "%s%06d"
                .formatted(
                        container.text().substring(0, 4),
                        (Integer.parseInt(container.text().substring(4, 10)) + 7_000 * copy) % 1_000_000);
        return new ContainerNumber(text + CheckDigits.iso6346(text));
    }
}
