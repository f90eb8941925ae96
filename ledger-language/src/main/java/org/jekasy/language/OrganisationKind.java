package org.jekasy.language;

/** What an organisation does in the trade. Communes, cercles and regions read totals of their own territory, which is that of their seat. */
public enum OrganisationKind {
    COOPERATIVE,
    WOMENS_GROUP,
    UNION,
    STATION,
    PROCESSOR,
    EXPORTER,
    IMPORTER,
    CERTIFIER,
    CONTROL_BODY,
    PLANT_HEALTH,
    AUTHORITY,
    COMMUNE,
    CERCLE,
    REGION,
    CARRIER,
    OPERATOR;

    /** A base cooperative in the words of the trade: who brings lots in, and may belong to a union. */
    public boolean isBase() {
        return this == COOPERATIVE || this == WOMENS_GROUP;
    }

    /** A public body that reads totals of its territory. */
    public boolean isTerritory() {
        return this == COMMUNE || this == CERCLE || this == REGION;
    }
}
