package org.jekasy.query.scan;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jekasy.language.ContainerNumber;
import org.jekasy.language.Gtin;
import org.jekasy.language.LotId;
import org.jekasy.language.Malformed;
import org.jekasy.language.ProductCode;
import org.jekasy.language.RuleCode;
import org.jekasy.language.Sscc;
import org.jspecify.annotations.Nullable;

/** What a scanner read, understood: a lot (with the GTIN or product its address names), a pallet or a container. */
public sealed interface Code {
    /** A lot, from a label's address or bare; {@code serial} is the label's own number, where its address has one. */
    record OfLot(
            LotId lot,
            @Nullable Gtin gtin,
            @Nullable ProductCode product,
            @Nullable String serial) implements Code {}

    /** A pallet. */
    record OfUnit(Sscc unit) implements Code {}

    /** A container. */
    record OfContainer(ContainerNumber container) implements Code {}

    /**
     * Reads an address of a label (GS1 Digital Link {@code …/01/GTIN/10/LOT}, {@code …/00/SSCC}, or own-domain {@code …/class/PRODUCT/lot/LOT},
     * {@code …/l/LOT}, {@code …/unit/SSCC}; any host; after a lot also {@code /21/SERIAL}), a bare lot code (also in small letters, with spaces or hyphens), an SSCC (also as {@code (00)…} or
     * {@code 00…}), or a container number. {@link Malformed} says what is wrong: E-ID-01 for a mistyped lot code, E-ID-02 for others.
     */
    static Code read(String text) {
        // what a hand scanner may put before the code to say which kind of bar code it saw
        String code = SYMBOLOGY.matcher(text.strip()).replaceFirst("");
        if (code.isEmpty() || code.length() > 500) {
            throw new Malformed(RuleCode.E_FORM_01, "code", text);
        }
        return code.contains("/") ? address(code) : bare(code);
    }

    Pattern SYMBOLOGY = Pattern.compile("^\\][A-Za-z][0-9]");

    private static Code address(String text) {
        List<String> path;
        try {
            String raw = URI.create(text.replace(' ', '+')).getRawPath();
            path = Arrays.stream((raw == null ? "" : raw).split("/"))
                    .filter(part -> !part.isEmpty())
                    .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException noAddress) {
            throw new Malformed(RuleCode.E_FORM_01, "code", text);
        }
        // the keys may stand behind any prefix of the host's own, and other identifiers may follow them
        for (int i = 0; i + 1 < path.size(); i++) {
            String key = path.get(i);
            String value = path.get(i + 1);
            boolean lotFollows = i + 3 < path.size();
            switch (key) {
                case "01" -> {
                    if (lotFollows && path.get(i + 2).equals("10")) {
                        return new OfLot(lot(path.get(i + 3)), Gtin.parse(fourteen(value)), null, serial(path, i + 4));
                    }
                }
                case "class" -> {
                    if (lotFollows && path.get(i + 2).equals("lot")) {
                        return new OfLot(lot(path.get(i + 3)), null, ProductCode.parse(value), serial(path, i + 4));
                    }
                }
                // what a roll carries, and what is written by hand
                case "l" -> {
                    return new OfLot(lot(value), null, null, serial(path, i + 2));
                }
                case "00", "unit" -> {
                    return new OfUnit(Sscc.parse(value));
                }
                default -> {}
            }
        }
        throw new Malformed(RuleCode.E_FORM_01, "code", text, "…/01/GTIN/10/LOT");
    }

    private static @Nullable String serial(List<String> path, int at) {
        return at + 1 < path.size() && path.get(at).equals("21") ? path.get(at + 1) : null;
    }

    private static Code bare(String text) {
        String code = text.toUpperCase(Locale.ROOT).replaceAll("[\\s\\p{Z}-]", "");
        if (code.startsWith("(00)")) {
            return new OfUnit(Sscc.parse(code.substring(4)));
        }
        if (code.matches("[0-9]{18}")) {
            return new OfUnit(Sscc.parse(code));
        }
        if (code.matches("00[0-9]{18}")) {
            return new OfUnit(Sscc.parse(code.substring(2)));
        }
        if (code.matches("[A-Z]{3}[UJZ][0-9]{7}")) {
            return new OfContainer(ContainerNumber.parse(code));
        }
        if (code.length() > 20 || !code.matches("[0-9A-Z]+")) {
            throw new Malformed(RuleCode.E_FORM_01, "code", text);
        }
        return new OfLot(lot(code), null, null, null);
    }

    private static LotId lot(String text) {
        return LotId.parse(text.toUpperCase(Locale.ROOT));
    }

    // shorter GTINs are the same number without the leading zeros
    private static String fourteen(String gtin) {
        return gtin.matches("[0-9]{8}|[0-9]{12,13}") ? "0".repeat(14 - gtin.length()) + gtin : gtin;
    }
}
