create table code_issue (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    organisation text collate "C" not null,
    issuer text collate "C" not null,
    first_serial int not null,
    last_serial int not null,
    codes int not null,
    constraint code_issue_pk primary key (root, position, line),
    constraint code_issue_forwards check (first_serial <= last_serial)
);

create index code_issue_serial on code_issue (issuer, last_serial);

create table code_void (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    organisation text collate "C" not null,
    issuer text collate "C" not null,
    first_serial int not null,
    last_serial int not null,
    reason text not null,
    constraint code_void_pk primary key (root, position, line),
    constraint code_void_forwards check (first_serial <= last_serial)
);

create index code_void_serial on code_void (issuer, last_serial);

-- A lot recorded under a code of a roll stands here with itself.
create table code_binding (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    code text collate "C" not null,
    lot text collate "C" not null,
    constraint code_binding_pk primary key (root, position, line)
);

create index code_binding_code on code_binding (code);

-- what was read before this table was there
insert into code_binding (root, position, line, until, code, lot)
select root, position, line, until, lot, lot from made where lot like 'R%';

-- The wall: a roll is its organisation's; whoever may see a lot may know what is stuck on it.
do $$
declare
    me constant text := $p$any (nullif(current_setting('jekasy.parties', true), '')::text[])$p$;
    wall record;
begin
    for wall in select * from (values
        ('code_issue', 'organisation = ' || me),
        ('code_void', 'organisation = ' || me),
        ('code_binding', 'exists (select from lot_party p where p.lot = code_binding.lot)')
    ) walls (of_table, seen)
    loop
        execute format('alter table %I enable row level security', wall.of_table);
        execute format('alter table %I force row level security', wall.of_table);
        execute format('create policy reader on %I for select to pages_reader using (%s)', wall.of_table, wall.seen);
        execute format('create policy everybody on %I for select to pages_open using (true)', wall.of_table);
    end loop;
end
$$;

grant select on code_issue, code_void, code_binding to pages_reader, pages_open;
