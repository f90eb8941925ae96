-- A phone that came with its invitation. Its member row says for whom it acts and until when; here is what only a phone has. Of its key the public half alone.
create table phone (
    subject       text        not null,
    public_key    text        not null,
    thumbprint    text        not null,
    issuer        text        not null,
    place         text        not null,
    suspect_since timestamptz,
    constraint phone_subject_once primary key (subject),
    constraint phone_key_once unique (thumbprint),
    constraint phone_issuer_once unique (issuer),
    constraint phone_of_a_member foreign key (subject) references member
);
comment on column phone.thumbprint is 'of the public key (RFC 7638): tokens are bound to it';
comment on column phone.issuer is 'writes lot codes: two phones with one issuer would write the same code';
comment on column phone.suspect_since is 'one of its counters came with two contents: somebody may have copied it';
