package org.jekasy.query.register;

import org.jekasy.language.ProductCode;
import org.jekasy.language.reference.ReferenceData;

/** A product and its names in French and English. */
public record ProductName(ProductCode code, String fr, String en) {
    /** As the table of products has it; a code it does not know stands for itself. */
    public static ProductName of(ProductCode code) {
        return ReferenceData.shipped()
                .products()
                .find(code)
                .map(product -> new ProductName(code, product.fr(), product.en()))
                .orElseGet(() -> new ProductName(code, code.text(), code.text()));
    }
}
