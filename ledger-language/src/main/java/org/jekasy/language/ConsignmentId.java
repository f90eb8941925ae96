package org.jekasy.language;

/** A consignment: what one party sends to another under one dispatch note. */
public record ConsignmentId(String text) implements Word, Comparable<ConsignmentId> {
    public ConsignmentId {
        if (!Form.isName(text)) {
            throw new Malformed(RuleCode.E_FORM_01, "consignment", text);
        }
    }

    public static ConsignmentId parse(String text) {
        return new ConsignmentId(text);
    }

    @Override
    public int compareTo(ConsignmentId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
