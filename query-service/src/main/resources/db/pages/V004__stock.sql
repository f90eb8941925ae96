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

-- What the movements in force leave on the accounts inside the ledger (stock, transit, disputed), by lot.
create table balance (
    lot text collate "C" not null,
    account text collate "C" not null,
    weight_g bigint not null,
    constraint balance_pk primary key (lot, account)
) with (fillfactor = 80);

create index balance_account on balance (account, lot);
