-- Every fact, once, in commit order: position 1, 2, 3 ... without holes.
create table journal (
    position     bigint      not null,
    event_id     uuid        not null,
    type         text        not null,
    version      integer     not null,
    occurred_at  timestamptz not null,
    recorded_at  timestamptz not null,
    organisation text        not null,
    request_hash bytea       not null,
    entry        bytea       not null,
    constraint journal_position_once primary key (position),
    constraint journal_event_id_once unique (event_id),
    constraint journal_position_from_one check (position > 0)
);
comment on column journal.entry is 'the bytes as written: they are hashed, never serialised again';
comment on column journal.request_hash is 'SHA-256 of the request, to know the same request sent twice';
