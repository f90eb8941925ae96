package org.jekasy.language.reference;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jekasy.language.ProductCode;

/** The products of the trade by code and by name. */
public final class Products {
    private final Map<ProductCode, Product> byCode;

    private Products(Map<ProductCode, Product> byCode) {
        this.byCode = Collections.unmodifiableMap(byCode);
    }

    static Products read() {
        Map<ProductCode, Product> byCode = new LinkedHashMap<>();
        for (Table.Row row : Table.of("products.csv").rows()) {
            ProductCode code = ProductCode.parse(row.text("product_type"));
            byCode.put(
                    code,
                    new Product(
                            code,
                            row.text("name_fr"),
                            row.text("name_en"),
                            row.text("species"),
                            row.optional("hs6"),
                            row.text("stage"),
                            row.text("perishable").equals("yes")));
        }
        return new Products(byCode);
    }

    public Collection<Product> all() {
        return byCode.values();
    }

    public Optional<Product> find(ProductCode code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** The product a person means by a code or a French or English name. */
    public Optional<Product> named(String word) {
        return byCode.values().stream()
                .filter(product -> List.of(product.code().text(), product.fr(), product.en()).stream()
                        .anyMatch(name -> Spelling.same(name, word)))
                .findFirst();
    }

    /** The product whose code or name is nearest to what was typed. */
    public Optional<Product> nearest(String typed) {
        Optional<Product> byName = named(typed).or(() -> Spelling.nearest(typed, byCode.values(), Product::fr));
        return byName.or(() -> Spelling.nearest(
                typed, byCode.values(), product -> product.code().text()));
    }
}
