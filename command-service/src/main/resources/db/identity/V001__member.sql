-- Who is believed: whatever a token says, organisation and roles are the ones kept here under its subject.
create table member (
    subject      text        not null,
    kind         text        not null,
    organisation text        not null,
    operator     text,
    device       text,
    roles        text[]      not null,
    scopes       text[]      not null default '{}',
    active       boolean     not null default true,
    valid_until  timestamptz,
    ended_before timestamptz,
    added_at     timestamptz not null,
    constraint member_subject_once primary key (subject),
    constraint member_kind_known check (kind in ('person', 'machine', 'phone'))
);
create unique index member_operator_once on member (organisation, operator) where kind = 'person';
comment on column member.ended_before is 'no session and no token made before this is believed: ended everywhere';
