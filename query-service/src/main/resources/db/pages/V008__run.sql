-- What an event that makes lots of lots used and made; additives_g + inputs_g + difference_g = outputs_g + left_g + waste_g + loss_g.
-- outputs_g: what became lots; left_g: by-products without a lot code, which leave the ledger.
create table run (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    how text not null,
    run text,
    process text,
    holder text not null,
    place text not null,
    season text not null,
    inputs_g bigint not null,
    additives_g bigint not null,
    difference_g bigint not null,
    outputs_g bigint not null,
    left_g bigint not null,
    waste_g bigint not null,
    loss_g bigint not null,
    constraint run_pk primary key (root, position, line)
);

create index run_run on run (run) where run is not null;
create index run_holder on run (holder, season);
create index run_season on run (season);
