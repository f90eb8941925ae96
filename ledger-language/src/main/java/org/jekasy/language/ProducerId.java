package org.jekasy.language;

/** The number of a producer in the register; never a name. */
public record ProducerId(String text) implements Word, Comparable<ProducerId> {
    public ProducerId {
        if (!Form.isName(text)) {
            throw new Malformed(RuleCode.E_FORM_01, "producer", text);
        }
    }

    public static ProducerId parse(String text) {
        return new ProducerId(text);
    }

    @Override
    public int compareTo(ProducerId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
