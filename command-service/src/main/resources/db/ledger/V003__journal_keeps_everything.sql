create function journal_keeps_everything() returns trigger language plpgsql as $$
begin
    raise exception 'the journal keeps everything: % on % is refused', tg_op, tg_table_name
        using errcode = 'restrict_violation', hint = 'Record a correction (EntryCorrected, EntryVoided) instead.';
end $$;

create trigger journal_keeps_everything before update or delete or truncate on journal
    for each statement execute function journal_keeps_everything();
create trigger journal_keeps_everything before update or delete or truncate on journal_tag
    for each statement execute function journal_keeps_everything();
