package org.jekasy.label.paper;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jekasy.label.lot.Gtin;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.NetWeight;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.QrCode;
import org.jspecify.annotations.Nullable;

/** Labels as they come, from plain to awkward. */
final class Samples {
    static final String SERIAL = "QWXMK7Q2";

    static final Imprint REAL = new Imprint(URI.create("https://id.jekasy.example"), false);
    static final Imprint DEMONSTRATION = new Imprint(URI.create("http://127.0.0.1:8080"), true);

    private static final LocalDate SECOND_OF_APRIL = LocalDate.of(2026, 4, 2);
    private static final Label.Product MANGO = new Label.Product("mango_fresh", "mangue fraîche", "fresh mango");
    private static final Label.Variety KENT = new Label.Variety("KEN", "Kent");

    private Samples() {}

    static Label harvest() {
        return new Label(
                new LotCode("26092K7QF00045"),
                MANGO,
                KENT,
                "Coopérative des planteurs de Kadiolo",
                "Kadiolo",
                SECOND_OF_APRIL,
                SECOND_OF_APRIL,
                806_500,
                null,
                List.of("ORGANIC"),
                null,
                "AVAILABLE");
    }

    static Label cartons() {
        return new Label(
                new LotCode("26131K7QF0042H"),
                MANGO,
                KENT,
                "Coopérative des planteurs de Kadiolo",
                "Kadiolo",
                LocalDate.of(2026, 3, 30),
                SECOND_OF_APRIL,
                960_000,
                new Label.Units(240, new NetWeight(4000)),
                List.of(),
                new Gtin("09521234000112"),
                "AVAILABLE");
    }

    static Label bambara() {
        return new Label(
                new LotCode("RK7QF0000012B"),
                new Label.Product("shea_butter", "beurre de karité", "shea butter"),
                null,
                "Bɛnkadi sɛnɛkɛlaw ka tɔn ɲɛtaa, Ɲɔgɔn Ŋana ŋɔmi",
                "Fɔlɔna",
                LocalDate.of(2025, 12, 28),
                LocalDate.of(2026, 1, 3),
                25_000,
                null,
                List.of("ORGANIC", "FAIRTRADE"),
                null,
                "AVAILABLE");
    }

    static Label bare() {
        return new Label(
                new LotCode("26203S4AB00073"),
                MANGO,
                null,
                null,
                null,
                null,
                null,
                1,
                null,
                List.of(),
                null,
                "AVAILABLE");
    }

    static Label wordy() {
        return new Label(
                new LotCode("26105M2ZZ1234H"),
                new Label.Product("mango_dried", "mangue séchée en lamelles fines sans sucre ajouté", null),
                new Label.Variety("AME", "Amélie (Gouverneur)"),
                "Union régionale des coopératives de producteurs et productrices de mangues de Sikasso ".repeat(4),
                "X".repeat(120),
                LocalDate.of(2025, 12, 28),
                LocalDate.of(2026, 1, 3),
                12_480_250,
                new Label.Units(1_000_000, new NetWeight(12_480_250)),
                List.of("ORGANIC", "FAIRTRADE", "GLOBALGAP", "A_SCHEME_TO_COME"),
                null,
                "AVAILABLE");
    }

    /** Signs no label knows what to do with: an unknown script, controls, a mark apart from its letter. */
    static Label strange() {
        return new Label(
                new LotCode("26092K7QF00053"),
                MANGO,
                new Label.Variety("KEN", "Ke\u0000nt\n\tIvoire"),
                "🥭 合作社 e\u0301te\u0301 \u202E",
                " ",
                SECOND_OF_APRIL,
                null,
                806_500,
                null,
                List.of(""),
                null,
                "AVAILABLE");
    }

    static List<Label> all() {
        return List.of(harvest(), cartons(), bambara(), bare(), wordy(), strange());
    }

    static LabelDrawing drawing(Label label, LabelSize size, Imprint imprint) {
        return drawing(label, null, size, imprint);
    }

    /** A label with a number of its own. */
    static LabelDrawing numbered(Label label, LabelSize size, Imprint imprint) {
        return drawing(label, SERIAL, size, imprint);
    }

    private static LabelDrawing drawing(Label label, @Nullable String serial, LabelSize size, Imprint imprint) {
        return new LabelDrawing(
                label,
                QrCode.of(imprint.address(label, serial), Correction.M),
                size,
                new Marks(imprint.demonstration(), 1, null, serial));
    }
}
