package org.jekasy.language;

/** What a certificate is. */
public enum CertificateKind {
    PHYTOSANITARY,
    ORGANIC,
    INSPECTION_ORGANIC,
    GLOBALGAP,
    FAIRTRADE,
    LAB
}
