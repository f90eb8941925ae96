create table organisation (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    organisation text collate "C" not null,
    name text not null,
    kind text not null,
    commune text,
    country text,
    gln text,
    ggn text,
    constraint organisation_pk primary key (root, position, line)
);

create index organisation_organisation on organisation (organisation);

create table issuer (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    issuer text collate "C" not null,
    organisation text not null,
    constraint issuer_pk primary key (root, position, line)
);

create index issuer_issuer on issuer (issuer);
create index issuer_organisation on issuer (organisation);

create table place (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    place text collate "C" not null,
    kind text not null,
    organisation text not null,
    name text,
    producer text,
    commune text,
    locode text,
    country text,
    area_m2 bigint,
    constraint place_pk primary key (root, position, line)
);

create index place_place on place (place);
create index place_organisation on place (organisation, place);

create table producer (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    producer text collate "C" not null,
    organisation text not null,
    commune text not null,
    consent_on date not null,
    claims text not null,
    ggn text,
    constraint producer_pk primary key (root, position, line)
);

create index producer_producer on producer (producer);
create index producer_organisation on producer (organisation, producer);

create table alias (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    organisation text not null,
    gtin text,
    gln text,
    product text,
    pack_g bigint,
    place text,
    party text,
    valid_from date not null,
    constraint alias_pk primary key (root, position, line)
);

create index alias_product on alias (organisation, product) where product is not null;
create index alias_gtin on alias (gtin) where gtin is not null;
create index alias_gln on alias (gln) where gln is not null;
