-- Pallets and what was put on them (count above 0) or taken off (below 0).
create table unit (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    unit text not null,
    holder text not null,
    place text not null,
    gross_g bigint,
    constraint unit_pk primary key (root, position, line)
);

create index unit_unit on unit (unit);

create table unit_content (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    unit text not null,
    lot text collate "C" not null,
    count int not null,
    weight_g bigint not null,
    constraint unit_content_pk primary key (root, position, line)
);

create index unit_content_unit on unit_content (unit);
create index unit_content_lot on unit_content (lot);

create table container (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    container text not null,
    holder text not null,
    place text not null,
    sealed_at timestamptz not null,
    seals text not null,
    set_point_c numeric,
    constraint container_pk primary key (root, position, line)
);

create index container_container on container (container);

create table container_unit (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    container text not null,
    unit text not null,
    constraint container_unit_pk primary key (root, position, line)
);

create index container_unit_container on container_unit (container);
create index container_unit_unit on container_unit (unit);

create table container_lot (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    container text not null,
    lot text collate "C" not null,
    constraint container_lot_pk primary key (root, position, line)
);

create index container_lot_container on container_lot (container);
create index container_lot_lot on container_lot (lot);

create table seal (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    container text not null,
    old_seal text not null,
    new_seal text not null,
    changed_by text not null,
    reason text,
    constraint seal_pk primary key (root, position, line)
);

create index seal_container on seal (container);
