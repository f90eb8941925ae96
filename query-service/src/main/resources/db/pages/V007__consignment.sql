create table consignment (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    consignment text collate "C" not null,
    sender text not null,
    receiver text not null,
    from_place text not null,
    to_place text not null,
    mode text not null,
    vehicle text,
    voyage text,
    carrier text,
    dispatched_at timestamptz not null,
    document_no text not null,
    purpose text not null,
    constraint consignment_pk primary key (root, position, line)
);

create index consignment_consignment on consignment (consignment);
create index consignment_sender on consignment (sender);
create index consignment_receiver on consignment (receiver);

create table shipped_line (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    consignment text collate "C" not null,
    lot text collate "C" not null,
    unit text,
    count int,
    weight_g bigint not null,
    constraint shipped_line_pk primary key (root, position, line)
);

create index shipped_line_consignment on shipped_line (consignment);
create index shipped_line_lot on shipped_line (lot);

create table receipt (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    consignment text collate "C" not null,
    receiver text not null,
    place text not null,
    received_at timestamptz not null,
    document_no text,
    constraint receipt_pk primary key (root, position, line)
);

create index receipt_consignment on receipt (consignment);

create table received_line (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    consignment text collate "C" not null,
    lot text collate "C" not null,
    unit text,
    sent_g bigint not null,
    accepted_g bigint not null,
    rejected_g bigint not null,
    reason text,
    missing_g bigint not null,
    extra_g bigint not null,
    excess text not null,
    constraint received_line_pk primary key (root, position, line)
);

create index received_line_consignment on received_line (consignment);

-- departures and arrivals of a consignment or a container
create table leg (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    consignment text collate "C",
    container text,
    what text not null,
    at_locode text not null,
    to_locode text,
    market text,
    mode text not null,
    vehicle text,
    voyage text,
    carrier text,
    at timestamptz not null,
    constraint leg_pk primary key (root, position, line)
);

create index leg_consignment on leg (consignment) where consignment is not null;
create index leg_container on leg (container) where container is not null;
