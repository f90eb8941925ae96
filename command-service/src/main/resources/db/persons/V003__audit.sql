-- Who looked at a person's data, kept, handed on or erased them. Never the data. Nobody changes or deletes a line.
create table audit (
    number       bigint      generated always as identity,
    at           timestamptz not null,
    what         text        not null,
    organisation text        not null,
    operator     text,
    producer     text,
    detail       text,
    constraint audit_number_once primary key (number)
);
create index audit_of_a_person on audit (organisation, producer, number);

create function audit_keeps_everything() returns trigger language plpgsql as $$
begin
    raise exception 'the audit keeps everything: % is refused', tg_op using errcode = 'restrict_violation';
end $$;
create trigger audit_keeps_everything before update or delete or truncate on audit
    for each statement execute function audit_keeps_everything();
