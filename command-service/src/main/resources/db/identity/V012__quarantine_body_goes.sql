-- What a phone sent may be a weighing with its place, or any text: it is kept as it was sent until somebody decided, then its SHA-256 alone.
update quarantine set body = '' where decided is not null;
comment on column quarantine.body is 'empty once it was decided';
-- statistics would hold some of it for longer
alter table quarantine alter column body set statistics 0;

create function quarantine_waits_as_it_was_sent() returns trigger language plpgsql as $$
begin
    raise exception 'what waits stays as it was sent' using errcode = 'restrict_violation';
end $$;
create trigger quarantine_waits_as_it_was_sent before update of body on quarantine
    for each row when (new.body <> '' or new.decided is null) execute function quarantine_waits_as_it_was_sent();
