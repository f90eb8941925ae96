package org.jekasy.language.reference;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of the trade in French and English, and in Bambara where a word is sure. */
public final class Glossary {
    private final Map<String, Term> byKey;

    private Glossary(Map<String, Term> byKey) {
        this.byKey = Collections.unmodifiableMap(byKey);
    }

    static Glossary read() {
        Map<String, Term> byKey = new LinkedHashMap<>();
        for (Table.Row row : Table.of("glossary.csv").rows()) {
            byKey.put(row.text("key"), new Term(row.text("key"), row.text("fr"), row.text("en"), row.optional("bm")));
        }
        return new Glossary(byKey);
    }

    public Collection<Term> all() {
        return byKey.values();
    }

    public Optional<Term> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** One word: its key and how it is said. */
    public record Term(
            String key, String fr, String en, @Nullable String bm) {}
}
