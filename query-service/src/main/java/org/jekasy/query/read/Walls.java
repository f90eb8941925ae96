package org.jekasy.query.read;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Sees to the roles that the walls of the pages' database stand on, before its tables are made: {@value #READER}, as which every page is read, {@value #OPEN},
 * for what is public, and the follower's right to write past the walls. Makes what it may make; what needs the database's superuser it names, line by line.
 */
final class Walls extends BaseCallback {
    static final String READER = "pages_reader";
    static final String OPEN = "pages_open";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            see(context.getConnection());
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void see(Connection pages) throws SQLException {
        try (Statement statement = pages.createStatement()) {
            String me = text(statement, "select quote_ident(current_user)");
            StringBuilder missing = new StringBuilder();
            boolean may = is(statement, "select rolsuper or rolcreaterole from pg_roles where rolname = current_user");
            for (String role : new String[] {READER, OPEN}) {
                boolean exists = is(statement, "select exists (select from pg_roles where rolname = '" + role + "')");
                if (!exists) {
                    need(statement, may, make(role), missing);
                }
                boolean member =
                        (exists || may) && is(statement, "select pg_has_role(current_user, '" + role + "', 'SET')");
                if (!member) {
                    need(statement, may, "grant " + role + " to " + me, missing);
                }
            }
            if (!is(statement, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")) {
                missing.append("alter role ").append(me).append(" bypassrls; ");
            }
            if (!missing.isEmpty()) {
                throw new IllegalStateException(
                        ("Il manque à la base des pages les rôles qui séparent les organisations ; rien n'est ouvert."
                                        + " Une fois, avec le superutilisateur de PostgreSQL : %1$s·"
                                        + " The database of the pages lacks the roles that keep organisations apart; nothing is opened."
                                        + " Once, as PostgreSQL's superuser: %1$s")
                                .formatted(missing));
            }
        }
    }

    // two services that start at once both find it missing
    private static String make(String role) {
        return "do $$ begin create role %s nologin; exception when duplicate_object or unique_violation then null; end $$"
                .formatted(role);
    }

    private static void need(Statement statement, boolean may, String sql, StringBuilder missing) throws SQLException {
        if (may) {
            statement.execute(sql);
        } else {
            missing.append(sql).append("; ");
        }
    }

    private static boolean is(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static String text(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
