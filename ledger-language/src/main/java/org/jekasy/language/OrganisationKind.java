package org.jekasy.language;

/** What an organisation does in the trade. */
public enum OrganisationKind {
    COOPERATIVE,
    WOMENS_GROUP,
    UNION,
    STATION,
    PROCESSOR,
    EXPORTER,
    IMPORTER,
    CERTIFIER,
    PLANT_HEALTH,
    AUTHORITY,
    CARRIER,
    OPERATOR
}
