-- How a person signs in here. The name stands in this table only; the ledger knows the operator's number.
create table account (
    subject       text   not null,
    sign_in       text   not null,
    name          text   not null,
    password_hash text   not null,
    totp_secret   text   not null,
    totp_used     bigint not null,
    constraint account_subject_once primary key (subject),
    constraint account_sign_in_once unique (sign_in),
    constraint account_of_a_member foreign key (subject) references member
);
comment on column account.totp_secret is 'sealed with the key of the key file';
comment on column account.totp_used is 'the latest half minute whose code was taken: each code counts once';
