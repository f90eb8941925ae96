-- The numbers phones gave their records, each with the fingerprint of what it said. Never changed: a number that comes with another content gives a copied phone away.
create table phone_counter (
    subject text   not null,
    counter bigint not null,
    print   text   not null,
    constraint phone_counter_once primary key (subject, counter),
    constraint phone_counter_of_a_phone foreign key (subject) references phone,
    constraint phone_counter_from_one check (counter > 0)
);
