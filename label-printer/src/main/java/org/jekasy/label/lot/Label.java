package org.jekasy.label.lot;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What query-service says of a lot at {@code GET /lots/{lot}/label}; everything a label prints. Names come as the ledger
 * spells them; {@code claims} are codes such as {@code ORGANIC}; {@code status} decides whether a label may be printed.
 */
public record Label(
        LotCode lot,
        Product product,
        @Nullable Variety variety,
        @Nullable String cooperative,
        @Nullable String commune,
        @Nullable LocalDate harvestedFrom,
        @Nullable LocalDate harvestedTo,
        long weightG,
        @Nullable Units units,
        List<String> claims,
        @Nullable Gtin gtin,
        String status) {

    /** A product: its code is part of the address of a lot without GTIN, {@code fr} is what the label prints. */
    public record Product(String code, String fr, @Nullable String en) {
        public Product {
            Objects.requireNonNull(fr, "product.fr");
            if (!code.matches("[A-Za-z0-9._~-]{1,40}")) {
                throw new IllegalArgumentException("product.code " + Refusal.shown(code));
            }
        }
    }

    /** A variety of the product, as {@code Kent}. */
    public record Variety(String code, String name) {
        public Variety {
            Objects.requireNonNull(name, "variety.name");
        }
    }

    /** A packed lot: how many units of which net mass each. */
    public record Units(int count, @JsonProperty("netG") NetWeight net) {
        public Units {
            Objects.requireNonNull(net, "units.netG");
            if (count <= 0) {
                throw new IllegalArgumentException("units.count " + count);
            }
        }
    }

    @SuppressWarnings("NullAway") // the JSON may lack what the record promises: this is the place that finds out
    public Label {
        Objects.requireNonNull(lot, "lot");
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(status, "status");
        claims = claims == null ? List.of() : List.copyOf(claims);
        if (weightG < 0) {
            throw new IllegalArgumentException("weightG " + weightG);
        }
    }

    /** The mass to print; only of a lot that has one, see {@code LOT_EMPTY}. */
    public NetWeight weight() {
        return new NetWeight(weightG);
    }
}
