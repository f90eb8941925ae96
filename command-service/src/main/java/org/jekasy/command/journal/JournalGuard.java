package org.jekasy.command.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Lets the service start only on a PostgreSQL that keeps what it has acknowledged, and on a journal without holes. */
final class JournalGuard {
    private static final List<String> SAFE_WHEN_ON = List.of("fsync", "full_page_writes", "synchronous_commit");
    private static final int LAST = 1_000;

    private JournalGuard() {}

    /** What must be true before anything is written. */
    static void checkSettings(JournalProperties journal) {
        try (Connection connection = connect(journal)) {
            for (String setting : SAFE_WHEN_ON) {
                String value = ask(connection, "show " + setting);
                if (value.equals("off")) {
                    throw new UnsafeJournal(
                            "PostgreSQL tourne avec %s = off : une coupure de courant effacerait des enregistrements déjà confirmés. Mettez %s = on et redémarrez."
                                    .formatted(setting, setting),
                            "PostgreSQL runs with %s = off: a power cut would erase entries already confirmed. Set %s = on and start again."
                                    .formatted(setting, setting));
                }
            }
            if (ask(connection, "select pg_is_in_recovery()").equals("t")) {
                throw new UnsafeJournal(
                        "Ce PostgreSQL est une copie en attente (standby) : le journal s'écrit seulement sur le serveur principal. Corrigez journal.url.",
                        "This PostgreSQL is a standby: the journal is written on the primary only. Correct journal.url.");
            }
            if (ask(connection, "show transaction_read_only").equals("on")) {
                throw new UnsafeJournal(
                        "La base du journal est en lecture seule : rien ne pourrait être enregistré. Remettez default_transaction_read_only = off.",
                        "The journal's database is read-only: nothing could be recorded. Set default_transaction_read_only = off.");
            }
            String encoding = ask(connection, "show server_encoding");
            if (!encoding.equals("UTF8")) {
                throw new UnsafeJournal(
                        "La base du journal est codée en %s : des noms comme « Ŋara » y seraient perdus. Créez-la avec ENCODING 'UTF8'."
                                .formatted(encoding),
                        "The journal's database is encoded in %s: names such as \"Ŋara\" would be lost. Create it with ENCODING 'UTF8'."
                                .formatted(encoding));
            }
        } catch (SQLException failure) {
            throw unreachable(journal, failure);
        }
    }

    /** The positions at the end have no hole, and what protects them is switched on. */
    static void checkJournal(JournalProperties journal) {
        try (Connection connection = connect(journal);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*), coalesce(min(position), 1), coalesce(max(position), 0), (select count(*) from pg_trigger"
                                + " where tgname = 'journal_keeps_everything' and tgenabled in ('O', 'A'))"
                                + " from (select position from journal order by position desc limit " + LAST
                                + ") last")) {
            row.next();
            long count = row.getLong(1);
            long first = row.getLong(2);
            long head = row.getLong(3);
            if (head - first + 1 != count || (count < LAST && first != 1)) {
                throw new UnsafeJournal(
                        "Le journal a un trou : %d enregistrements entre les positions %d et %d. Restaurez une sauvegarde complète avant de démarrer."
                                .formatted(count, first, head),
                        "The journal has a hole: %d entries between positions %d and %d. Restore a complete backup before starting."
                                .formatted(count, first, head));
            }
            if (row.getLong(4) < 2) {
                throw new UnsafeJournal(
                        "La protection du journal (déclencheur journal_keeps_everything) est désactivée : réactivez-la avec ALTER TABLE … ENABLE TRIGGER.",
                        "The journal's protection (trigger journal_keeps_everything) is switched off: switch it on with ALTER TABLE … ENABLE TRIGGER.");
            }
        } catch (SQLException failure) {
            throw unreachable(journal, failure);
        }
    }

    private static Connection connect(JournalProperties journal) throws SQLException {
        return DriverManager.getConnection(journal.url(), journal.user(), journal.password());
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    private static UnsafeJournal unreachable(JournalProperties journal, SQLException failure) {
        UnsafeJournal unsafe = new UnsafeJournal(
                "Le %s ne répond pas (%s). Démarrez PostgreSQL ou corrigez journal.url, journal.user et journal.password."
                        .formatted(journal, failure.getMessage()),
                "The %s does not answer (%s). Start PostgreSQL or correct journal.url, journal.user and journal.password."
                        .formatted(journal, failure.getMessage()));
        unsafe.initCause(failure);
        return unsafe;
    }
}
