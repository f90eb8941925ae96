-- Labels that have a number of their own. The last row of a number that is in force says whether it is void.
create table label_serial (
    root bigint not null,
    position bigint not null,
    line int not null,
    until bigint,
    lot text collate "C" not null,
    serial text collate "C" not null,
    voided boolean not null,
    constraint label_serial_pk primary key (root, position, line)
);

create index label_serial_lot on label_serial (lot, serial);

-- what was read before this table was there
insert into label_serial (root, position, line, until, lot, serial, voided)
select l.root, l.position, s.number - 1, l.until, l.lot, s.serial, l.count < 0
from label l join entry e on e.position = l.position
    -- jsonb has no such character, and neither have texts
    cross join lateral (select replace(e.body, '\u0000', '\ufffd')::jsonb -> 'event' as event) said
    cross join lateral jsonb_array_elements_text(coalesce(said.event #> '{corrected,serials}', said.event -> 'serials'))
        with ordinality s (serial, number);

alter table label_serial enable row level security;
alter table label_serial force row level security;
create policy reader on label_serial for select to pages_reader
    using (exists (select from lot_party p where p.lot = label_serial.lot));
create policy everybody on label_serial for select to pages_open using (true);
grant select on label_serial to pages_reader, pages_open;
