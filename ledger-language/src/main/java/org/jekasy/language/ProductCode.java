package org.jekasy.language;

import java.util.regex.Pattern;

/** A product of the reference table: {@code mango_fresh}, {@code shea_kernel} … */
public record ProductCode(String text) implements Word, Comparable<ProductCode> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{1,29}");

    public ProductCode {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(RuleCode.E_FORM_01, "product", text);
        }
    }

    public static ProductCode parse(String text) {
        return new ProductCode(text);
    }

    @Override
    public int compareTo(ProductCode other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
