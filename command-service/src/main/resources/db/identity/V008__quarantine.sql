-- What a phone sent and may not be recorded, or not before somebody decides: byte for byte. Of a batch perhaps only some entries (from 0).
create table quarantine (
    number      bigint      generated always as identity,
    subject     text        not null,
    why         text        not null,
    path        text        not null,
    body        bytea       not null,
    print       text        not null,
    entries     integer[],
    received_at timestamptz not null,
    decided     text,
    decided_at  timestamptz,
    decided_by  text,
    reason      text,
    constraint quarantine_number_once primary key (number),
    constraint quarantine_content_once unique (subject, why, path, print),
    constraint quarantine_of_a_phone foreign key (subject) references phone,
    constraint quarantine_why_known check (why in ('revoked', 'expired', 'cloned')),
    constraint quarantine_decided_whole check (
        (decided is null and decided_at is null and decided_by is null)
        or (decided in ('accepted', 'rejected') and decided_at is not null and decided_by is not null))
);
comment on column quarantine.print is 'SHA-256 of the body: the same sent again is kept once';
comment on column quarantine.entries is 'of a batch, those that are kept aside; null: all of it';
