package org.jekasy.label;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of label-printer: where the QR codes lead ({@code base-url}, public), where label data come from ({@code
 * lots-url}, query-service), and whether every label says « démonstration ».
 */
@ConfigurationProperties("label")
record LabelProperties(URI baseUrl, URI lotsUrl, boolean demonstration) {}
