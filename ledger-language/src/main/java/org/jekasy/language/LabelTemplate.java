package org.jekasy.language;

import java.util.regex.Pattern;

/** Which label: its width by its height in millimetres, one of the sizes that are drawn. */
public record LabelTemplate(String text) implements Word, Comparable<LabelTemplate> {
    private static final Pattern FORM =
            Pattern.compile("50x30|70x37|105x57|48x36|72x44|100x50|100x60|148x105|100x150|105x148");

    public LabelTemplate {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(
                    RuleCode.E_FORM_01, "template", text, FORM.pattern().replace("|", ", "));
        }
    }

    public static LabelTemplate parse(String text) {
        return new LabelTemplate(text);
    }

    @Override
    public int compareTo(LabelTemplate other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
