package org.jekasy.language.reference;

/** All reference tables, read once from the files that ship with the ledger (see SOURCES.md beside them). */
public record ReferenceData(
        Communes communes,
        Varieties varieties,
        Products products,
        Ports ports,
        Glossary glossary,
        Markets markets,
        Speeds speeds) {
    private static final ReferenceData SHIPPED = read();

    static ReferenceData read() {
        return new ReferenceData(
                Communes.read(),
                Varieties.read(),
                Products.read(),
                Ports.read(),
                Glossary.read(),
                Markets.read(),
                Speeds.read());
    }

    /** The tables of this build. */
    public static ReferenceData shipped() {
        return SHIPPED;
    }
}
