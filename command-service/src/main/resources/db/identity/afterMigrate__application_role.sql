-- Runs after every migration: whoever runs the service keeps accounts, and only adds to the audit, to the numbers of phones and to what is kept aside.
-- One node after the other: two that grant at the same moment would fail on each other.
-- The number is 0x6A656B61_7379000F; ..01 is the turn to append (GroupCommit), ..02 the lead of the relay (KafkaRelay).
do $$
begin
    perform pg_advisory_xact_lock(7666652006961446927);
    grant usage on schema identity to "${application}";
    grant select, insert, update, delete on all tables in schema identity to "${application}";
    revoke update, delete, truncate on audit, phone_counter, quarantine from "${application}";
    grant update (decided, decided_at, decided_by, reason, body) on quarantine to "${application}";
    revoke all on flyway_schema_history from "${application}";
end $$;
