package org.jekasy.language;

/** One run of a process or of a packing line. */
public record RunId(String text) implements Word, Comparable<RunId> {
    public RunId {
        if (!Form.isName(text)) {
            throw new Malformed(RuleCode.E_FORM_01, "run", text);
        }
    }

    public static RunId parse(String text) {
        return new RunId(text);
    }

    @Override
    public int compareTo(RunId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
