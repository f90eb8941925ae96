-- Runs after every migration: whoever runs the service reads and appends, nothing else.
-- One node after the other: two that grant at the same moment would fail on each other.
do $$
begin
    perform pg_advisory_xact_lock(7666652006961446927);
    grant usage on schema public to "${application}";
    grant select, insert on journal, journal_tag, copy_compared to "${application}";
    revoke update, delete, truncate on journal, journal_tag, copy_compared from "${application}";
end $$;
