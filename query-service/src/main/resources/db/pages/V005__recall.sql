create table recall (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    recall text not null,
    hazard text not null,
    class text not null,
    notice text,
    constraint recall_pk primary key (root, position, line)
);

create index recall_id on recall (recall);

create table recall_lot (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    recall text not null,
    lot text collate "C" not null,
    seed boolean not null,
    constraint recall_lot_pk primary key (root, position, line)
);

create index recall_lot_lot on recall_lot (lot);
create index recall_lot_recall on recall_lot (recall);

create table recall_unit (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    recall text not null,
    unit text not null,
    constraint recall_unit_pk primary key (root, position, line)
);

create index recall_unit_unit on recall_unit (unit);
create index recall_unit_recall on recall_unit (recall);

create table recall_end (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    recall text not null,
    outcome text not null,
    found_g bigint not null,
    constraint recall_end_pk primary key (root, position, line)
);

create index recall_end_recall on recall_end (recall);
