-- What a lot is, of what is true of it; used by the list and by the page of one lot.
create function lot_state(voided boolean, held boolean, stock_g numeric, away_g numeric, used_g numeric, disposed_g numeric) returns text
    language sql immutable
    return case
        when voided then 'VOIDED'
        when held then 'HELD'
        when stock_g > 0 then 'AVAILABLE'
        when away_g > 0 then 'IN_TRANSIT'
        when disposed_g > 0 and used_g <= 0 then 'DISPOSED'
        else 'EXHAUSTED'
    end;

-- One row a lot, worked out again from the facts whenever an entry touches the lot.
create table lot (
    lot text collate "C" not null,
    position bigint not null,
    product text not null,
    variety text,
    season text not null,
    holder text not null,
    weight_g bigint not null,
    voided boolean not null,
    held boolean not null,
    recalled boolean not null,
    stock_g bigint not null,
    away_g bigint not null,
    used_g bigint not null,
    disposed_g bigint not null,
    state text not null generated always as (lot_state(voided, held, stock_g, away_g, used_g, disposed_g)) stored,
    constraint lot_pk primary key (lot)
) with (fillfactor = 80);

create index lot_newest on lot (position desc, lot desc);

-- Where the fruit of a lot grew: its cooperatives and communes, through all that was put together.
create table lot_origin (
    lot text collate "C" not null,
    cooperative text not null,
    commune text not null,
    constraint lot_origin_pk primary key (lot, cooperative, commune)
);

create index lot_origin_cooperative on lot_origin (cooperative, lot);
create index lot_origin_commune on lot_origin (commune, lot);
