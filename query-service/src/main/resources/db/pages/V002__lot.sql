-- How a lot came to be: harvested, delivered, or made of others. A lot has one such row in force.
create table made (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    lot text collate "C" not null,
    how text not null,
    product text not null,
    variety text,
    season text not null,
    weight_g bigint not null,
    holder text not null,
    place text not null,
    made_on date not null,
    commune text,
    producer text,
    grown_at text,
    ticket text,
    crates int,
    run text,
    units int,
    unit_g bigint,
    gtin text,
    calibre text,
    grade text,
    claims text not null,
    method text,
    treatment text,
    constraint made_pk primary key (root, position, line),
    constraint made_has_mass check (weight_g > 0)
);

create index made_lot on made (lot);
create index made_season on made (season, lot);
create index made_run on made (run) where run is not null;

create table hold (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    hold uuid not null,
    lot text collate "C" not null,
    reason text not null,
    scope text not null,
    constraint hold_pk primary key (root, position, line)
);

create index hold_lot on hold (lot);
create index hold_id on hold (hold);

create table hold_unit (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    hold uuid not null,
    unit text not null,
    constraint hold_unit_pk primary key (root, position, line)
);

create index hold_unit_unit on hold_unit (unit);

create table release (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    hold uuid not null,
    lot text collate "C" not null,
    decision text not null,
    constraint release_pk primary key (root, position, line)
);

create index release_lot on release (lot, hold);

create table certificate (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    kind text not null,
    number text not null,
    issuer text not null,
    issued_on date not null,
    valid_to date,
    market text,
    constraint certificate_pk primary key (root, position, line)
);

create table certificate_lot (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    lot text collate "C" not null,
    constraint certificate_lot_pk primary key (root, position, line)
);

create index certificate_lot_lot on certificate_lot (lot);

-- labels printed (count above 0) and voided (below 0)
create table label (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    lot text collate "C" not null,
    count int not null,
    uri text,
    reason text,
    constraint label_pk primary key (root, position, line),
    constraint label_counts check (count <> 0)
);

create index label_lot on label (lot);
