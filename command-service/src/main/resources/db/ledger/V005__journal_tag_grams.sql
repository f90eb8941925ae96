-- How many grams an entry adds under a tag: of a grower's season only the sum is asked for, never every harvest of it.
-- The sum is read from the index alone.
alter table journal_tag add column grams bigint not null default 0;
comment on column journal_tag.grams is 'what the entry adds under the tag; a correction adds the difference, a void takes away. 0 under tags that are never summed';
alter table journal_tag drop constraint journal_tag_once;
alter table journal_tag add constraint journal_tag_once primary key (tag, position) include (grams);
