-- What was read of the ledger. Every table of facts has the same three columns: `root` is the entry in whose place a row stands,
-- `position` the entry that said it (root itself, or a correction), `until` the entry that took it back (null: in force).
-- What an entry says happened at `happened_at`: its own time, or for a correction the time it gives to what it corrects.
-- So the ledger as it stood at position p is: position <= p and (until is null or until > p).
create table progress (
    one boolean not null default true,
    position bigint not null,
    constraint progress_pk primary key (one),
    constraint progress_one_row check (one),
    constraint progress_counts_up check (position >= 0)
);

insert into progress (position) values (0);

create table entry (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    event_id uuid not null,
    type text not null,
    occurred_at timestamptz not null,
    happened_at timestamptz not null,
    recorded_at timestamptz not null,
    organisation text not null,
    source text not null,
    body text not null,
    constraint entry_pk primary key (position),
    constraint entry_until_later check (until > position)
);

-- an entry that stands in its own place is found by its position
create index entry_in_place_of on entry (root) where root <> position;

create table entry_lot (
    lot text collate "C" not null,
    position bigint not null,
    constraint entry_lot_pk primary key (lot, position)
);

create table flag (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    code text not null,
    reason text not null,
    constraint flag_pk primary key (root, position, line)
);

create index flag_said_by on flag (position);
