-- On which line of this database's life the journal was compared with its copy in Kafka and not found behind it.
-- A restored backup and a promoted standby begin a new timeline: nothing is recorded there before the heads were compared.
create table copy_compared (
    system      bigint      not null,
    timeline    text        not null,
    position    bigint      not null,
    compared_at timestamptz not null default now(),
    constraint copy_compared_once primary key (system, timeline)
);
