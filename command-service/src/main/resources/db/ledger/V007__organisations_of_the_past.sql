-- The organisations registered before are found with all others, so that who registered the first of them stays known.
insert into journal_tag (tag, position)
select 'organisations:all', position from journal where type = 'OrganisationRegistered';
