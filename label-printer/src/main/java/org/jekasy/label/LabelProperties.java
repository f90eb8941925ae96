package org.jekasy.label;

import java.net.URI;
import org.jekasy.label.lot.Lots;
import org.jekasy.label.paper.Imprint;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of label-printer: where the QR codes lead ({@code base-url}, public), where label data come from ({@code
 * lots-url}, query-service), and whether every label says « démonstration ».
 */
@ConfigurationProperties("label")
record LabelProperties(URI baseUrl, URI lotsUrl, boolean demonstration) {
    /** Tries the settings at once: a wrong one is one clear sentence at start. */
    LabelProperties {
        new Imprint(baseUrl, demonstration);
        new Lots(lotsUrl);
    }

    Imprint imprint() {
        return new Imprint(baseUrl, demonstration);
    }

    Lots lots() {
        return new Lots(lotsUrl);
    }
}
