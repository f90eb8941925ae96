package org.jekasy.language.reference;

import java.util.Locale;
import java.util.Optional;

/** What a person does inside an organisation. Written {@code station-clerk}. */
public enum Role {
    COLLECTOR("collecteur ou collectrice", "collector"),
    STATION_CLERK("agent ou agente de station", "station clerk"),
    MANAGER("responsable", "manager"),
    QUALITY_OFFICER("responsable qualité", "quality officer"),
    READER("lecteur ou lectrice", "reader"),
    ADMINISTRATOR("administrateur ou administratrice", "administrator");

    private final String french;
    private final String english;

    Role(String french, String english) {
        this.french = french;
        this.english = english;
    }

    /** The word in headers and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role of a word; empty where there is none of that name. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public String french() {
        return french;
    }

    public String english() {
        return english;
    }
}
