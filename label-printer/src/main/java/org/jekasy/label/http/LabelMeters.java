package org.jekasy.label.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jekasy.label.lot.Reason;
import org.springframework.stereotype.Component;

/** What the printer's room counts: labels drawn by form, and refusals by reason. All of them are there from the start, at 0. */
@Component
final class LabelMeters {
    /** How a label leaves the room. */
    enum Form {
        PNG,
        SVG,
        PDF,
        SHEET,
        ZPL,
        TSPL,
        ESCPOS
    }

    private final Map<Form, Counter> drawn = new EnumMap<>(Form.class);
    private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

    LabelMeters(MeterRegistry meters) {
        for (Form form : Form.values()) {
            drawn.put(
                    form,
                    Counter.builder("jekasy.labels.drawn")
                            .description("labels drawn and their QR code read back, by form")
                            .tag("form", form.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        for (Reason reason : Reason.values()) {
            refused.put(
                    reason,
                    Counter.builder("jekasy.labels.refusals")
                            .description("labels that were not drawn, by reason")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    void drawn(Form form, int labels) {
        Counter counter = drawn.get(form);
        if (counter != null) {
            counter.increment(labels);
        }
    }

    void refused(Reason reason) {
        Counter counter = refused.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
