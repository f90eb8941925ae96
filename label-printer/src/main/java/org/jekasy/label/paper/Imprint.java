package org.jekasy.label.paper;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jekasy.label.lot.Gtin;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.LotCode;
import org.jspecify.annotations.Nullable;

/**
 * What all labels of an installation share: the public address their QR codes lead to, and whether they are for
 * demonstration. A label goes round the world and stays: outside of a demonstration its address must be https and public.
 */
public record Imprint(URI baseUrl, boolean demonstration) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0");

    /** Throws {@link IllegalArgumentException} when the address can not stand on a label. */
    public Imprint {
        String scheme = baseUrl.getScheme() == null ? "" : baseUrl.getScheme();
        String host = baseUrl.getHost() == null ? "" : baseUrl.getHost();
        if (!Set.of("http", "https").contains(scheme)
                || host.isEmpty()
                || baseUrl.getRawQuery() != null
                || baseUrl.getRawFragment() != null
                || baseUrl.getRawUserInfo() != null
                || !baseUrl.toString().chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new IllegalArgumentException("base-url « " + baseUrl
                    + " » : il faut une adresse comme https://id.exemple.org, sans « ? » ni « # »"
                    + " / an address like https://id.example.org is needed, without “?” or “#”");
        }
        if (!demonstration && (!scheme.equals("https") || THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT)))) {
            throw new IllegalArgumentException("base-url « " + baseUrl
                    + " » : une vraie étiquette porte une adresse https publique ; sinon, déclarez une démonstration"
                    + " / a real label bears a public https address; otherwise declare a demonstration");
        }
        String text = baseUrl.toString();
        if (text.endsWith("/")) {
            baseUrl = URI.create(text.replaceAll("/+$", ""));
        }
    }

    /** Where the QR code of a label from a roll leads: the code alone, as it is written by hand too. */
    String address(LotCode ofRoll) {
        return baseUrl + "/l/" + ofRoll;
    }

    /** Where the QR code of a lot leads: a GS1 Digital Link where a GTIN is known, else our own form (domain §4.4). */
    public String address(Label label) {
        Gtin gtin = label.gtin();
        return gtin == null
                ? baseUrl + "/class/" + label.product().code() + "/lot/" + label.lot()
                : baseUrl + "/01/" + gtin + "/10/" + label.lot();
    }

    /** Where the QR code of one label of a lot leads, which has a number of its own; none: as all others of the lot. */
    String address(Label label, @Nullable String serial) {
        return serial == null ? address(label) : address(label) + "/21/" + serial;
    }
}
