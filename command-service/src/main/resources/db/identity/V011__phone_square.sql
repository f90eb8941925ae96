-- A phone that lost the answer to its coming asks again: with the same square and the same key it is the same phone.
alter table phone add column square bytea;
comment on column phone.square is 'SHA-256 of the code it came with; null: it came before this was kept';
