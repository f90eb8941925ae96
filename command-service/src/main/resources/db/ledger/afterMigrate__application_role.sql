-- Runs after every migration: whoever runs the service reads and appends, nothing else.
grant usage on schema public to "${application}";
grant select, insert on journal, journal_tag, copy_compared to "${application}";
revoke update, delete, truncate on journal, journal_tag, copy_compared from "${application}";
