package org.jekasy.command.journal;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the journal is kept. {@code user} reads and appends; with {@code ownerUser} the tables belong to that role and are migrated by it, so that the
 * running service can not change a row even by mistake. Without it {@code user} migrates and owns them.
 */
@ConfigurationProperties("journal")
public record JournalProperties(
        String url,
        String user,
        String password,
        @Nullable String ownerUser,
        @Nullable String ownerPassword) {
    public JournalProperties {
        if (password == null) {
            throw new IllegalArgumentException("journal.password is not set");
        }
    }

    @Override
    public String toString() {
        return "journal at " + url + " as " + user;
    }
}
