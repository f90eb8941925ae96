-- What the entries recorded before V005 add to their growers' seasons; the entries themselves stay as they are.
alter table journal_tag disable trigger journal_keeps_everything;
update journal_tag t
set grams = s.grams
from (
    select j.position, 'grower:' || (h.harvest->>'producer') || '/' || (h.harvest->>'season') as tag, sum(h.sign * (h.harvest->>'weightG')::bigint) as grams
    from journal j
        cross join lateral (select convert_from(j.entry, 'UTF8')::jsonb->'event' as event offset 0) e
        cross join lateral (values (1, e.event), (1, e.event->'corrected'), (-1, e.event->'original')) as h(sign, harvest)
    where j.type in ('HarvestRecorded', 'EntryCorrected', 'EntryVoided') and h.harvest->>'type' like 'HarvestRecorded.%'
    group by 1, 2) s
where t.position = s.position and t.tag = s.tag;
alter table journal_tag enable trigger journal_keeps_everything;
