package org.jekasy.command.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jekasy.language.IssuerCode;
import org.jspecify.annotations.Nullable;

/** Stands between one phone and the ledger while it sends. What may not pass is kept aside, byte for byte, until somebody of its organisation decides. */
public interface PhoneGate {
    /** Why something is kept aside. */
    enum Why {
        REVOKED("ce téléphone a été révoqué", "this phone was revoked"),
        EXPIRED("l’inscription de ce téléphone est échue", "this phone’s enrolment is over"),
        CLONED("son compteur a déjà servi pour un autre contenu", "its counter came before with another content");

        private final String french;
        private final String english;

        Why(String french, String english) {
            this.french = french;
            this.english = english;
        }

        String sentence(Locale locale) {
            return locale.getLanguage().equals("en") ? english : french;
        }
    }

    /** Where something is kept aside, and why. */
    record Aside(long number, Why why) {}

    /** One record of what is sent: where it stands there, from 0; the number the phone gave it, from 1; and the SHA-256 of what it says, in hexadecimal. */
    record Numbered(int index, long counter, String print) {}

    /** Takes one of the sendings a phone has a minute; false when there is none left at the moment. */
    boolean admits();

    /** Keeps all of it aside where this phone may not record any more; null where it may. */
    @Nullable
    Aside keep(String path, byte[] body);

    /** Writes the numbers down for ever. Answers, by their index, those that stood for something else before: there is an alarm then. */
    Set<Integer> count(List<Numbered> records);

    /** Keeps these records aside, each by its index; fails where the phone has no room for it. */
    Aside keep(String path, byte[] body, Set<Integer> cloned);

    /** Of the codes that this phone gives to lots. */
    IssuerCode issuer();
}
