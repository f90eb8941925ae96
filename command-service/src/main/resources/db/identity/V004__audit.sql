-- What happened at the doors, in order. Nobody changes or deletes a line.
create table audit (
    number       bigint      generated always as identity,
    at           timestamptz not null,
    what         text        not null,
    subject      text,
    organisation text,
    address      text,
    detail       text,
    constraint audit_number_once primary key (number)
);
comment on column audit.address is 'shortened: the last part of an address is nobody''s business';

create function audit_keeps_everything() returns trigger language plpgsql as $$
begin
    raise exception 'the audit keeps everything: % is refused', tg_op using errcode = 'restrict_violation';
end $$;
create trigger audit_keeps_everything before update or delete or truncate on audit
    for each statement execute function audit_keeps_everything();
