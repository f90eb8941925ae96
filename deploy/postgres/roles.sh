#!/bin/sh
# Run once by the PostgreSQL image on an empty data directory: two databases, and roles that can do no more than they need.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
  -v app="$JOURNAL_PASSWORD" -v owner="$JOURNAL_OWNER_PASSWORD" -v pages="$READ_PASSWORD" <<'SQL'
create role ledger_owner login password :'owner';
create role ledger_app login password :'app';
create role pages_app login password :'pages';
-- every page is read as pages_reader, or as pages_open what is public; the follower alone writes past the walls between organisations
create role pages_reader nologin;
create role pages_open nologin;
grant pages_reader, pages_open to pages_app;
alter role pages_app bypassrls;
create database ledger owner ledger_owner encoding 'UTF8' template template0;
create database pages owner pages_app encoding 'UTF8' template template0;
SQL
