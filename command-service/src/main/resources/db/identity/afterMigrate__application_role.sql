-- Runs after every migration: whoever runs the service keeps accounts, and only adds to the audit.
grant usage on schema identity to "${application}";
grant select, insert, update, delete on all tables in schema identity to "${application}";
revoke update, delete, truncate on audit from "${application}";
revoke all on flyway_schema_history from "${application}";
