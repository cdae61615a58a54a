-- The tenant under whose rules a request was decided; none for those who belong to none, and in
-- records from before there were any.
alter table generation add column tenant text check (tenant ~ '^[a-z][a-z0-9-]{0,31}$');
create index generation_by_tenant on generation (tenant, created_at desc, id desc)
  where tenant is not null;
