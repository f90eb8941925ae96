package org.jekasy.label.paper;

import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import org.jekasy.label.lot.KnownLots;
import org.jekasy.label.lot.Label;
import org.jekasy.label.lot.LotCode;
import org.jekasy.label.lot.Reason;
import org.jekasy.label.lot.Refusal;
import org.jekasy.label.qr.Correction;
import org.jekasy.label.qr.PrinterQr;
import org.jekasy.label.qr.Qr;
import org.jekasy.label.qr.QrCode;
import org.jspecify.annotations.Nullable;

/** Makes labels of lots. Whatever can not be printed rightly is refused with a {@link Refusal} before a byte leaves. */
public final class LabelPress {
    /** Labels of an order that are drawn ahead, and no more. */
    private static final int AT_ONCE = 8;

    private final KnownLots lots;
    private final Imprint imprint;
    /** Pictures and sheets take memory while they are made: only a few at once, the others wait their turn. */
    private final Semaphore turns = new Semaphore(4);

    /** Who draws the QR code of a thermal label. */
    public enum QrBy {
        /** We do, and read it back. */
        US,
        /** A ZPL printer does from its text: quicker, and nobody read it back. */
        PRINTER;

        /** Reads {@code dots} or {@code printer}; only ZPL has a word for the second. Refused with {@code VALUE_REFUSED}. */
        public static QrBy parse(String asked, PrinterLanguage language) {
            if (asked.equals("dots")) {
                return US;
            }
            if (asked.equals("printer") && language == PrinterLanguage.ZPL) {
                return PRINTER;
            }
            throw new Refusal(
                    Reason.VALUE_REFUSED,
                    Map.of(
                            "name",
                            "qr",
                            "value",
                            Refusal.shown(asked),
                            "allowed",
                            new Reason.Said(
                                    "« dots » (dessiné et relu ici), ou « printer » (dessiné par l'imprimante, en ZPL seulement).",
                                    "“dots” (drawn and read back here), or “printer” (drawn by the printer, in ZPL only).")));
        }
    }

    public LabelPress(KnownLots lots, Imprint imprint) {
        this.lots = lots;
        this.imprint = imprint;
    }

    /** A label as PNG. */
    public byte[] png(LabelOrder order, Resolution resolution) {
        LabelDrawing drawing = drawing(order);
        return inTurn(() -> Png.of(drawing, resolution));
    }

    /** A label as SVG. */
    public String svg(LabelOrder order) {
        LabelDrawing drawing = drawing(order);
        return inTurn(() -> Svg.of(drawing));
    }

    /** A label as PDF, {@code copies} pages of its size. */
    public Pdf pdf(LabelOrder order, int copies) {
        LabelDrawing drawing = drawing(order);
        return inTurn(() -> Pdf.pages(Collections.nCopies(copies, drawing), copy -> copy));
    }

    /** A label as a printer takes it, {@code copies} times. ESC/POS printers have 203 dots an inch, whatever is asked. */
    public byte[] printout(LabelOrder order, PrinterLanguage language, Resolution resolution, int copies, QrBy by) {
        return printout(lots.label(order.lot()), order, language, resolution, copies, by);
    }

    /** The same, of a label that was read before. */
    public byte[] printout(
            Label label, LabelOrder order, PrinterLanguage language, Resolution resolution, int copies, QrBy by) {
        return inTurn(() -> switch (language) {
            case ZPL -> Zpl.of(drawing(label, order, by), resolution.dpi(), copies);
            case TSPL -> Tspl.of(drawing(label, order, QrBy.US), resolution.dpi(), copies);
            case ESCPOS -> EscPos.of(drawing(label, order, QrBy.US), copies);
            case PDF -> Pdf.bytes(drawing(label, order, QrBy.US), copies);
        });
    }

    /**
     * One label after the other as a printer takes them, each with a number of its own, in its code and under it. Every one is drawn and read back: it takes so
     * many times as long as labels that are all the same.
     */
    public byte[] printout(
            Label label,
            LabelOrder order,
            PrinterLanguage language,
            Resolution resolution,
            List<String> serials,
            QrBy by) {
        return inTurn(() -> {
            if (language == PrinterLanguage.PDF) {
                return Pdf.bytes(serials, serial -> drawing(label, order, serial, QrBy.US));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            serials.stream()
                    .gather(Gatherers.mapConcurrent(AT_ONCE, serial -> switch (language) {
                        case ZPL -> Zpl.of(drawing(label, order, serial, by), resolution.dpi(), 1);
                        case TSPL -> Tspl.of(drawing(label, order, serial, QrBy.US), resolution.dpi(), 1);
                        case ESCPOS -> EscPos.of(drawing(label, order, serial, QrBy.US), 1);
                        case PDF -> throw new IllegalStateException("pages are made together");
                    }))
                    .forEachOrdered(out::writeBytes);
            return out.toByteArray();
        });
    }

    /** What a label now says; refused as {@link KnownLots#label} refuses. */
    public Label label(LotCode lot) {
        return lots.label(lot);
    }

    /** Where the code of a label leads. */
    public String address(Label label) {
        return imprint.address(label);
    }

    /** Labels to set a printer by, in its language. */
    public byte[] testPage(PrinterLanguage language, LabelSize size, Resolution resolution) {
        return inTurn(() ->
                TestPage.of(language, size, resolution.dpi(), imprint.baseUrl().toString()));
    }

    /** Labels on A4 sheets: all of them, or none. */
    public Pdf sheets(SheetOrder order, Correction correction) {
        Recent recent =
                new Recent(lot -> drawing(new LabelOrder(lot, order.form().place(), correction)));
        return inTurn(() -> Pdf.sheets(
                order.lots().stream()
                        .flatMap(lot -> Collections.nCopies(order.copies(), lot).stream())
                        .toList(),
                order.copies() == 1 ? recent.making : recent::drawing,
                order.form(),
                order.startAt()));
    }

    /** The drawings made last, so that many copies of a lot, also on several pages, are asked for and drawn once. */
    private static final class Recent {
        private static final int KEPT = 256;

        private final Function<LotCode, LabelDrawing> making;
        private final Map<LotCode, FutureTask<LabelDrawing>> drawings = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<LotCode, FutureTask<LabelDrawing>> eldest) {
                return size() > KEPT;
            }
        };

        Recent(Function<LotCode, LabelDrawing> making) {
            this.making = making;
        }

        LabelDrawing drawing(LotCode lot) {
            FutureTask<LabelDrawing> drawing;
            synchronized (drawings) {
                drawing = drawings.computeIfAbsent(lot, l -> new FutureTask<>(() -> making.apply(l)));
            }
            // the first to come does it, the others wait
            drawing.run();
            try {
                return drawing.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private LabelDrawing drawing(LabelOrder order) {
        return drawing(lots.label(order.lot()), order, QrBy.US);
    }

    private LabelDrawing drawing(Label label, LabelOrder order, QrBy by) {
        return drawing(label, order, null, by);
    }

    private LabelDrawing drawing(Label label, LabelOrder order, @Nullable String serial, QrBy by) {
        String address = imprint.address(label, serial);
        try {
            Qr code = switch (by) {
                case US -> QrCode.of(address, order.correction());
                case PRINTER -> PrinterQr.of(address, order.correction());
            };
            return new LabelDrawing(
                    label, code, order.size(), new Marks(imprint.demonstration(), order.copy(), order.sscc(), serial));
        } catch (QrCode.Unreadable e) {
            throw new Refusal(
                    Reason.QR_UNREADABLE,
                    Map.of("lot", label.lot(), "read", Refusal.shown(String.valueOf(e.getMessage()))),
                    e);
        }
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
