-- A code to come in by, once: the first administrator, a person, a phone. Only its hash is kept.
create table invitation (
    code_hash  bytea       not null,
    kind       text        not null,
    detail     text        not null,
    expires_at timestamptz not null,
    constraint invitation_code_once primary key (code_hash),
    constraint invitation_kind_known check (kind in ('setup', 'person', 'phone'))
);
create unique index invitation_one_setup on invitation (kind) where kind = 'setup';
