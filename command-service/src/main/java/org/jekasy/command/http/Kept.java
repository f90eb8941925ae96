package org.jekasy.command.http;

import java.util.Locale;

/** To a phone: not recorded and not lost, but kept aside under this number until somebody of its organisation decides. */
record Kept(long quarantine, String detail) {
    static Kept of(PhoneGate.Aside aside, Locale locale) {
        String why = aside.why().sentence(locale);
        return new Kept(
                aside.number(),
                locale.getLanguage().equals("en")
                        ? "Kept aside as no. " + aside.number() + ", byte for byte, and not lost: " + why
                                + ". An administrator or quality officer of your organisation decides whether it is recorded."
                        : "Gardé à part sous le n° " + aside.number() + ", octet pour octet, et pas perdu : " + why
                                + ". Un administrateur ou un responsable qualité de votre organisation décide s’il est enregistré.");
    }
}
