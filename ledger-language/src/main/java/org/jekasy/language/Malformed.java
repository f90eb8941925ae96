package org.jekasy.language;

import org.jspecify.annotations.Nullable;

/** What was read is not what it should be: says which kind of value, what was read and, where it is known, what was expected. */
public final class Malformed extends IllegalArgumentException {
    private final RuleCode code;
    private final String kind;
    private final String read;
    private final @Nullable String expected;

    public Malformed(RuleCode code, String kind, String read, @Nullable String expected) {
        super(code.wire() + " " + kind + ": \"" + shorten(read) + "\""
                + (expected == null ? "" : ", expected " + expected));
        this.code = code;
        this.kind = kind;
        this.read = shorten(read);
        this.expected = expected;
    }

    public Malformed(RuleCode code, String kind, String read) {
        this(code, kind, read, null);
    }

    public RuleCode code() {
        return code;
    }

    /** The kind of value, in the spelling of the wire: {@code lot}, {@code sscc}, {@code weightG}. */
    public String kind() {
        return kind;
    }

    /** What was read, shortened to 60 characters. */
    public String read() {
        return read;
    }

    public @Nullable String expected() {
        return expected;
    }

    private static String shorten(String read) {
        return read.length() <= 60 ? read : read.substring(0, 60) + "…";
    }
}
