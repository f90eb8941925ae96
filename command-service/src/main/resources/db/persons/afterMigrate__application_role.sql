-- Runs after every migration: whoever runs the service keeps persons, and only adds to the audit.
-- One node after the other: two that grant at the same moment would fail on each other.
-- The number is 0x6A656B61_7379000F; ..01 is the turn to append (GroupCommit), ..02 the lead of the relay (KafkaRelay).
do $$
begin
    perform pg_advisory_xact_lock(7666652006961446927);
    grant usage on schema persons to "${application}";
    grant select, insert, update, delete on all tables in schema persons to "${application}";
    grant execute on function write_anew(text[]) to "${application}";
    revoke update, delete, truncate on audit from "${application}";
    revoke all on flyway_schema_history from "${application}";
end $$;
