package org.jekasy.language;

/**
 * The rules of the ledger, by code. {@code E_} refuses, {@code W_} is accepted with a flag once a person has confirmed it.
 * Source: the invariants of the trade, see docs/language.md.
 */
public enum RuleCode {
    E_ID_01,
    E_ID_02,
    E_REF_01,
    E_REF_02,
    E_FORM_01,
    E_TICKET_01,
    E_MASS_01,
    E_MASS_02,
    E_MASS_03,
    E_MASS_04,
    E_MASS_05,
    E_TIME_01,
    E_TIME_02,
    E_PROD_01,
    E_CERT_01,
    E_CUST_01,
    E_CUST_02,
    E_STATE_01,
    E_CYCLE_01,
    E_PACK_01,
    E_MKT_01,
    E_AUTH_01,
    E_AUTH_02,
    E_CONS_01,
    W_YIELD_01,
    W_RANGE_01,
    W_TIME_03,
    W_PROD_02,
    W_CERT_01,
    W_CUST_02,
    W_GEO_01,
    W_CAP_01,
    W_FAST_01;

    /** The code as it is written in answers and pages: {@code E-ID-01}. */
    public String wire() {
        return name().replace('_', '-');
    }

    /** Reads the written form; an unknown code is {@link Malformed}. */
    public static RuleCode parse(String text) {
        for (RuleCode code : values()) {
            if (code.wire().equals(text)) {
                return code;
            }
        }
        throw new Malformed(E_FORM_01, "ruleCode", text);
    }

    /** True for what is accepted with a flag. */
    public boolean isWarning() {
        return name().startsWith("W_");
    }
}
