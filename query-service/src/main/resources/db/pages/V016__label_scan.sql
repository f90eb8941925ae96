-- How often each label with a number of its own was scanned. It is counted where the pages are read and said by no entry: a rebuild leaves it as it is, and
-- could not bring it back. Only numbers that were issued are counted, so that nobody can fill it from outside; of who scanned nothing is kept.
create table label_scan (
    lot text collate "C" not null,
    serial text collate "C" not null,
    first_day date not null,
    last_day date not null,
    scans bigint not null,
    constraint label_scan_pk primary key (lot, serial),
    constraint label_scan_forwards check (first_day <= last_day),
    constraint label_scan_counts check (scans > 0)
);

alter table label_scan enable row level security;
alter table label_scan force row level security;
create policy reader on label_scan for select to pages_reader
    using (exists (select from lot_party p where p.lot = label_scan.lot));
create policy everybody on label_scan for select to pages_open using (true);
grant select on label_scan to pages_reader, pages_open;
