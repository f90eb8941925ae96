-- What is asked of one lot, entry, organisation or territory must not read what belongs to all others: found missing with five million entries.

-- An entry that is corrected is looked for in every table by its root.
create index approval_root on approval (root);
create index approval_order_root on approval_order (root);
create index approval_decision_root on approval_decision (root);

-- The wall asks for the request a decision is about; a page, for those of an organisation.
create index approval_approval on approval (approval);
create index approval_organisation on approval (organisation, position);

-- The way of a lot: where it was received, and over which ports it went.
create index received_line_lot on received_line (lot);
create index leg_position on leg (position);

-- Few lots are held or recalled, and they are looked for among all.
create index lot_held on lot (position desc, lot desc) where held;
create index lot_recalled on lot (position desc, lot desc) where recalled;

-- The harvests of a territory, from a commune to a whole region: everything between its code with a dot and with the sign that follows the dot.
create index made_commune on made (commune text_pattern_ops) where until is null and how in ('HARVEST', 'DELIVERY');

create or replace view territory_total as
    select m.season, m.product, m.commune, count(distinct m.producer) as producers, sum(m.weight_g) as weight_g
    from made m
    where m.until is null and m.how in ('HARVEST', 'DELIVERY')
      and (m.commune = nullif(current_setting('jekasy.territory', true), '')
           or m.commune ~>=~ (nullif(current_setting('jekasy.territory', true), '') || '.')
              and m.commune ~<~ (nullif(current_setting('jekasy.territory', true), '') || '/'))
    group by m.season, m.product, m.commune
    having count(distinct m.producer) >= 5;
