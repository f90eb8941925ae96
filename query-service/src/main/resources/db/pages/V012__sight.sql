-- Who may see which lot, and the wall that reads it (docs/decisions/0006).
-- One row for a lot and a party it concerns: 0 steps for who made it, ever held it, sends or receives it; else the fewest steps of what went into what
-- between the lot and one of those. One step is always kept, more as far as anybody ever let the party see. `maker` is whose leave is asked beyond one.
create table lot_party (
    lot text collate "C" not null,
    party text collate "C" not null,
    steps int not null,
    maker text collate "C" not null,
    constraint lot_party_pk primary key (lot, party),
    constraint lot_party_steps check (steps >= 0)
);

create index lot_party_party on lot_party (party, lot);
create index entry_lot_position on entry_lot (position);

-- Whom a lot itself concerns, from the facts in force.
create function lot_party_direct(lots text[]) returns table (lot text, party text) language sql stable as $$
    select t.lot, m.holder from unnest(lots) t (lot) cross join lateral (
        select holder from made where made.lot = t.lot order by until is null desc, position desc limit 1) m
    union
    select m.lot, substr(account.name, 7) from movement m cross join lateral (values (m.from_account), (m.to_account)) account (name)
    where m.lot = any (lots) and m.until is null and account.name like 'STOCK:%'
    union
    select s.lot, party.name from shipped_line s
        join consignment c on c.consignment = s.consignment and c.until is null
        cross join lateral (values (c.sender), (c.receiver)) party (name)
    where s.lot = any (lots) and s.until is null
$$;

-- Adds whom lots concern directly; a lot that was never made concerns nobody.
create function lot_party_add(lots text[], parties text[]) returns void language sql as $$
    insert into lot_party (lot, party, steps, maker)
    select distinct d.lot, d.party, 0, m.holder from unnest(lots, parties) d (lot, party) cross join lateral (
        select holder from made where made.lot = d.lot order by until is null desc, position desc limit 1) m
    on conflict (lot, party) do update set steps = 0 where lot_party.steps <> 0
$$;

-- Adds what lies between these lots and their neighbours, both ways.
create function lot_party_reach(lots text[]) returns void language sql as $$
    with recursive
    deepest (steps) as (select greatest(1, coalesce(max(steps), 1)) from visibility),
    up (lot, far, steps) as (
        select t.lot collate "C", t.lot collate "C", 0 from unnest(lots) t (lot)
        union
        select u.lot, e.parent, u.steps + 1
        from up u join edge e on e.child = u.far and e.until is null
        where u.steps < (select steps from deepest)
    ),
    down (lot, far, steps) as (
        select t.lot collate "C", t.lot collate "C", 0 from unnest(lots) t (lot)
        union
        select d.lot, e.child, d.steps + 1
        from down d join edge e on e.parent = d.far and e.until is null
        where d.steps < (select steps from deepest)
    ),
    walk (lot, far, steps) as (
        select lot, far, min(steps) from (select * from up union all select * from down) both_ways where steps > 0 group by lot, far
    ),
    pair (lot, party, steps) as (
        select w.lot, p.party, w.steps from walk w join lot_party p on p.lot = w.far and p.steps = 0
        union all
        select w.far, p.party, w.steps from walk w join lot_party p on p.lot = w.lot and p.steps = 0
    ),
    near (lot, party, steps) as (
        select p.lot, p.party, min(p.steps) from pair p
        where p.steps <= 1 or p.steps <= (select max(v.steps) from visibility v where v.reader = p.party)
        group by p.lot, p.party
    )
    insert into lot_party (lot, party, steps, maker)
    select n.lot, n.party, n.steps, m.holder from near n cross join lateral (
        select holder from made where made.lot = n.lot order by until is null desc, position desc limit 1) m
    on conflict (lot, party) do update set steps = excluded.steps where lot_party.steps > excluded.steps
$$;

-- These lots and all whose rows may be others when these change: also along what was taken back.
create function lot_party_around(lots text[]) returns setof text language sql stable as $$
    with recursive
    deepest (steps) as (select greatest(1, coalesce(max(steps), 1)) from visibility),
    up (lot, steps) as (
        select t.lot collate "C", 0 from unnest(lots) t (lot)
        union
        select e.parent, u.steps + 1 from up u join edge e on e.child = u.lot where u.steps < (select steps from deepest)
    ),
    down (lot, steps) as (
        select t.lot collate "C", 0 from unnest(lots) t (lot)
        union
        select e.child, d.steps + 1 from down d join edge e on e.parent = d.lot where d.steps < (select steps from deepest)
    )
    select lot from up union select lot from down
$$;

-- what was read before this table was there
insert into lot_party (lot, party, steps, maker)
select d.lot, d.party, 0, l.holder
from lot_party_direct(array(select lot from lot)) d join lot l on l.lot = d.lot;
select lot_party_reach(array(select lot from lot));

-- These three are asked once a transaction, so they are planned once, whatever the connection does with its own statements.
-- As whom an organisation reads today: itself, the members of a union, and those who let in a body that holds no lots of its own.
create function reading_as(reader text) returns text[] language sql stable security definer set search_path = public
    set plan_cache_mode = force_generic_plan as $$
    select array(
        select reader
        union
        select m.member from (
            select distinct on (member) member, joined from membership
            where party = reader and until is null and since <= current_date order by member, position desc) m
        where m.joined
        union
        select g.owner from (
            select distinct on (owner) owner, steps, last_day from visibility
            where visibility.reader = reading_as.reader and until is null order by owner, position desc) g
        where g.steps > 1 and (g.last_day is null or g.last_day >= current_date)
          and (select kind from organisation where organisation = reading_as.reader and until is null order by position desc limit 1)
              in ('CERTIFIER', 'CONTROL_BODY', 'PLANT_HEALTH', 'AUTHORITY'))
$$;

-- Who lets this organisation see how many steps away today.
create function granted_to(reader text) returns jsonb language sql stable security definer set search_path = public
    set plan_cache_mode = force_generic_plan as $$
    select coalesce(jsonb_object_agg(g.owner, g.steps), '{}') from (
        select distinct on (owner) owner, steps, last_day from visibility
        where visibility.reader = granted_to.reader and until is null order by owner, position desc) g
    where g.steps > 1 and (g.last_day is null or g.last_day >= current_date)
$$;

-- The territory of a commune, cercle or region: that of its seat. Nothing for anybody else.
create function territory_of(reader text) returns text language sql stable security definer set search_path = public
    set plan_cache_mode = force_generic_plan as $$
    select case o.kind
        when 'COMMUNE' then o.commune
        when 'CERCLE' then array_to_string((string_to_array(o.commune, '.'))[1:3], '.')
        when 'REGION' then array_to_string((string_to_array(o.commune, '.'))[1:2], '.')
    end
    from organisation o where o.organisation = reader and o.until is null order by o.position desc limit 1
$$;

-- What a lot's label and public page say of all it came from goes with the lot: where, by whom, when and how each was made, and the proportions.
-- No producer, orchard, ticket or holding is in it.
create view ancestor as
    select root, position, line, until, lot, how, holder, place, commune, made_on, method from made;
create view ancestor_edge as
    select root, position, line, until, parent, child, weight_g from edge;

-- Sums of a territory. Fewer than five producers are not told: their sum would be somebody's.
create view territory_total as
    select m.season, m.product, m.commune, count(distinct m.producer) as producers, sum(m.weight_g) as weight_g
    from made m
    where m.until is null and m.how in ('HARVEST', 'DELIVERY')
      and (m.commune = nullif(current_setting('jekasy.territory', true), '')
           or m.commune like nullif(current_setting('jekasy.territory', true), '') || '.%')
    group by m.season, m.product, m.commune
    having count(distinct m.producer) >= 5;

-- An entry is seen with any lot it names, the change of a seal with the container. A function, because nearly every page joins entries, and planning
-- what it asks would cost more than asking; planned once, whatever the connection does with its own statements.
create function seen_entry(entry bigint, root bigint, type text) returns boolean language sql stable parallel safe set plan_cache_mode = force_generic_plan as $$
    select exists (select from entry_lot l join lot_party p on p.lot = l.lot where l.position = entry)
        or (type = 'SealChanged' and exists (
            select from seal s join container_lot l on l.container = s.container join lot_party p on p.lot = l.lot where s.root = seen_entry.root))
$$;

-- The wall. pages_reader sees what the settings of its transaction let it see, and nothing where they are missing; pages_open, which a transaction
-- takes on for what is public and for this machine's own operator, sees all. Neither owns a table nor may write.
do $$
declare
    -- as whom the transaction reads
    me constant text := $p$any (nullif(current_setting('jekasy.parties', true), '')::text[])$p$;
    granted constant text := $p$(nullif(current_setting('jekasy.grants', true), '')::jsonb ->> %s)::int$p$;
    -- what the policy of lot_party leaves is what may be seen
    by_lot constant text := 'exists (select from lot_party p where p.lot = %s)';
    wall record;
begin
    for wall in select * from (values
        ('lot_party', 'party = ' || me || ' and (steps <= 1 or steps <= ' || format(granted, 'maker') || ')'),
        ('entry_lot', format(by_lot, 'entry_lot.lot')),
        ('lot', format(by_lot, 'lot.lot')),
        ('lot_origin', format(by_lot, 'lot_origin.lot')),
        ('made', format(by_lot, 'made.lot')),
        ('hold', format(by_lot, 'hold.lot')),
        ('release', format(by_lot, 'release.lot')),
        ('certificate_lot', format(by_lot, 'certificate_lot.lot')),
        ('label', format(by_lot, 'label.lot')),
        ('movement', format(by_lot, 'movement.lot')),
        ('balance', format(by_lot, 'balance.lot')),
        ('recall_lot', format(by_lot, 'recall_lot.lot')),
        ('unit_content', format(by_lot, 'unit_content.lot')),
        ('container_lot', format(by_lot, 'container_lot.lot')),
        ('edge', format(by_lot, 'edge.parent') || ' and ' || format(by_lot, 'edge.child')),
        -- what one's own people asked of a second person is nobody else's, not even a union's
        ('entry', $p$organisation = nullif(current_setting('jekasy.reader', true), '') or (type <> 'ApprovalRequested' and (organisation = $p$ || me
            || ' or seen_entry(position, root, type)))'),
        ('flag', 'exists (select from entry e where e.position = flag.position)'),
        ('certificate', 'exists (select from certificate_lot l where l.root = certificate.root)'),
        ('hold_unit', 'exists (select from unit u where u.unit = hold_unit.unit)'),
        ('recall', 'exists (select from recall_lot l where l.recall = recall.recall)'),
        ('recall_unit', 'exists (select from unit u where u.unit = recall_unit.unit)'),
        ('recall_end', 'exists (select from recall r where r.recall = recall_end.recall)'),
        ('unit', 'holder = ' || me || ' or exists (select from unit_content c where c.unit = unit.unit)'),
        ('container', 'holder = ' || me || ' or exists (select from container_lot c where c.container = container.container)'),
        ('container_unit', 'exists (select from unit u where u.unit = container_unit.unit)'),
        ('seal', 'exists (select from container c where c.container = seal.container)'),
        ('consignment', 'sender = ' || me || ' or receiver = ' || me),
        ('shipped_line', 'exists (select from consignment c where c.consignment = shipped_line.consignment)'),
        ('receipt', 'exists (select from consignment c where c.consignment = receipt.consignment)'),
        ('received_line', 'exists (select from consignment c where c.consignment = received_line.consignment)'),
        ('leg', 'exists (select from consignment c where c.consignment = leg.consignment) or exists (select from container c where c.container = leg.container)'),
        ('run', 'holder = ' || me),
        -- whom one may send to: names and numbers that are on every label and paper
        ('organisation', $p$nullif(current_setting('jekasy.reader', true), '') is not null$p$),
        ('issuer', $p$nullif(current_setting('jekasy.reader', true), '') is not null$p$),
        ('alias', $p$nullif(current_setting('jekasy.reader', true), '') is not null$p$),
        -- an orchard or collection area leads to a person
        ('place', $p$nullif(current_setting('jekasy.reader', true), '') is not null and kind not in ('ORCHARD', 'COLLECTION_AREA') or organisation = $p$
            || me || ' or ' || format(granted, 'organisation') || ' > 1'),
        ('producer', 'organisation = ' || me),
        ('membership', 'member = ' || me || ' or party = ' || me),
        ('visibility', 'owner = ' || me || ' or reader = ' || me),
        ('approval', $p$organisation = nullif(current_setting('jekasy.reader', true), '')$p$),
        ('approval_order', 'exists (select from approval a where a.position = approval_order.position)'),
        ('approval_decision', 'exists (select from approval a where a.approval = approval_decision.approval)')
    ) walls (of_table, seen)
    loop
        execute format('alter table %I enable row level security', wall.of_table);
        -- who owns the tables sees nothing for that; the follower's account has the right of its own, BYPASSRLS
        execute format('alter table %I force row level security', wall.of_table);
        execute format('create policy reader on %I for select to pages_reader using (%s)', wall.of_table, wall.seen);
        execute format('create policy everybody on %I for select to pages_open using (true)', wall.of_table);
    end loop;
end
$$;

grant select on all tables in schema public to pages_reader, pages_open;
revoke all on flyway_schema_history from pages_reader, pages_open;
