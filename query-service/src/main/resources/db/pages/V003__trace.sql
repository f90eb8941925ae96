-- What went into what. `weight_g`: grams of the parent that went into the event that made the child; `share_g`: the child's part of them.
create table edge (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    parent text collate "C" not null,
    child text collate "C" not null,
    weight_g bigint not null,
    share_g bigint not null,
    constraint edge_pk primary key (root, position, line),
    constraint edge_goes_somewhere check (parent <> child)
);

create index edge_child on edge (child);
create index edge_parent on edge (parent);
