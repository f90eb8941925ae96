-- What an entry is about. Written in the same statement as the entry, so no foreign key has to be checked.
create table journal_tag (
    tag      text   not null,
    position bigint not null,
    constraint journal_tag_once primary key (tag, position)
);
