-- What a scale, a label station or a partner's system signs in with. Two live at once, so that one can be exchanged without a pause.
create table machine_secret (
    number       bigint      generated always as identity,
    subject      text        not null,
    secret_hash  bytea       not null,
    made_at      timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    constraint machine_secret_number_once primary key (number),
    constraint machine_secret_hash_once unique (secret_hash),
    constraint machine_secret_of_a_member foreign key (subject) references member
);
create index machine_secret_subject on machine_secret (subject);
