-- Adding whom lots concern says which rows are new: only their neighbours have to be looked at, not all 17,000 deliveries of a large lot each time some of it moves.
drop function lot_party_add(text[], text[]);

create function lot_party_add(lots text[], parties text[]) returns setof text language sql as $$
    insert into lot_party (lot, party, steps, maker)
    select distinct d.lot, d.party, 0, m.holder from unnest(lots, parties) d (lot, party) cross join lateral (
        select holder from made where made.lot = d.lot order by until is null desc, position desc limit 1) m
    on conflict (lot, party) do update set steps = 0 where lot_party.steps <> 0
    returning lot
$$;
