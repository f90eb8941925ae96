-- A deleted row stays in the file of its table; vacuuming leaves its bytes in the free space, and the whole row as long as anybody in the database
-- began to read before it was deleted. Called at the end of a transaction that erases somebody: what is left is copied, and the files exchanged.
-- The service owns no table, so this runs as their owner.
create function write_anew() returns void language plpgsql security definer set search_path = persons, pg_temp as $$
declare
    each_table text;
begin
    foreach each_table in array array['person', 'photo', 'orchard_position', 'consent'] loop
        execute format('create temporary table %I on commit drop as table persons.%I', 'kept_' || each_table, each_table);
        execute format('truncate persons.%I', each_table);
        execute format('insert into persons.%I overriding system value table pg_temp.%I', each_table, 'kept_' || each_table);
    end loop;
end $$;
revoke all on function write_anew() from public;
