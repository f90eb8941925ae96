-- A key in somebody's device to sign in with instead of password and code. What comes back from a device says whose it is by a handle of chance; the sign-in name
-- goes to it once, when the key is made, so that its holder tells two accounts apart.
create table passkey_holder (
    subject text  not null,
    handle  bytea not null,
    constraint passkey_holder_subject_once primary key (subject),
    constraint passkey_holder_handle_once unique (handle),
    constraint passkey_holder_has_an_account foreign key (subject) references account
);
create table passkey (
    number        bigint      generated always as identity,
    subject       text        not null,
    name          text        not null,
    credential_id bytea       not null,
    public_key    bytea       not null,
    attestation   bytea       not null,
    sign_count    bigint      not null,
    transports    text[]      not null,
    added_at      timestamptz not null,
    last_used_at  timestamptz,
    suspect_since timestamptz,
    constraint passkey_number_once primary key (number),
    constraint passkey_credential_once unique (credential_id),
    constraint passkey_of_a_holder foreign key (subject) references passkey_holder
);
create index passkey_subject on passkey (subject);
comment on column passkey.name is 'what its holder calls it, for the own page';
comment on column passkey.attestation is 'what the device said when the key was made, with the public key in it';
comment on column passkey.sign_count is 'of the last use; a device that says less was copied; always 0 where a device does not count';
comment on column passkey.suspect_since is 'when its counter first went back';
