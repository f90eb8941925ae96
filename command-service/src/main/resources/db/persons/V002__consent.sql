-- What a person agreed to and took back, in order: the last word for a purpose counts.
create table consent (
    number       bigint      generated always as identity,
    organisation text        not null,
    producer     text        not null,
    purpose      text        not null,
    given        boolean     not null,
    said_on      date        not null,
    recorded_at  timestamptz not null,
    operator     text        not null,
    words        text,
    constraint consent_number_once primary key (number)
);
create index consent_of_a_person on consent (organisation, producer, number);
alter table consent alter column words set statistics 0;
