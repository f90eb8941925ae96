-- Who stands behind a producer's number. Beside the ledger and never in it: what is here can be erased.
-- No check looks at a name: a row that breaks one would be written into the server's log.
create table person (
    organisation text not null,
    producer     text not null,
    name         text not null,
    phone        text,
    constraint person_once primary key (organisation, producer)
);
create table photo (
    organisation text  not null,
    producer     text  not null,
    image        bytea not null,
    constraint photo_once primary key (organisation, producer)
);
create table orchard_position (
    organisation text          not null,
    producer     text          not null,
    place        text          not null,
    lat          numeric(8, 6) not null,
    lon          numeric(9, 6) not null,
    constraint orchard_position_once primary key (organisation, producer, place)
);

-- The statistics of a column hold some of its values, and outlive the row.
alter table person alter column name set statistics 0, alter column phone set statistics 0;
alter table photo alter column image set statistics 0;
alter table orchard_position alter column lat set statistics 0, alter column lon set statistics 0;
