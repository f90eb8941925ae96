-- Grams from one account to another: STOCK:party, TRANSIT:consignment, DISPUTED:consignment, and the outside ORIGIN, USED, MADE, ADJUSTED, DISPOSED.
create table movement (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    lot text collate "C" not null,
    from_account text collate "C" not null,
    to_account text collate "C" not null,
    weight_g bigint not null,
    constraint movement_pk primary key (root, position, line),
    constraint movement_has_mass check (weight_g > 0)
);

create index movement_lot on movement (lot);

-- The sum of all movements in force, by lot and account; a lot's accounts sum to 0.
create table balance (
    lot text collate "C" not null,
    account text collate "C" not null,
    weight_g bigint not null,
    constraint balance_pk primary key (lot, account)
);

create index balance_account on balance (account, lot);
