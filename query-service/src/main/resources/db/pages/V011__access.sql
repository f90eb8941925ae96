-- Who belongs to which union: the last row of a pair counts.
create table membership (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    member text not null,
    party text not null,
    joined boolean not null,
    since date not null,
    constraint membership_pk primary key (root, position, line)
);

create index membership_pair on membership (party, member, position);

-- Who lets whom see, and how many steps away: the last row of a pair counts; one step is what everybody sees.
create table visibility (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    owner text not null,
    reader text not null,
    steps int not null,
    last_day date,
    constraint visibility_pk primary key (root, position, line)
);

create index visibility_pair on visibility (reader, owner, position);

-- What waits for a second person.
create table approval (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    approval uuid not null,
    organisation text not null,
    operator text,
    constraint approval_pk primary key (position)
);

create table approval_order (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    event_id uuid not null,
    command text not null,
    request text not null,
    constraint approval_order_pk primary key (position, line)
);

create table approval_decision (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    approval uuid not null,
    organisation text not null,
    operator text,
    granted boolean not null,
    reason text,
    constraint approval_decision_pk primary key (approval)
);
