package org.jekasy.language;

/** A recall, as its opener numbers it. */
public record RecallId(String text) implements Word, Comparable<RecallId> {
    public RecallId {
        if (!Form.isName(text)) {
            throw new Malformed(RuleCode.E_FORM_01, "recall", text);
        }
    }

    public static RecallId parse(String text) {
        return new RecallId(text);
    }

    @Override
    public int compareTo(RecallId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
