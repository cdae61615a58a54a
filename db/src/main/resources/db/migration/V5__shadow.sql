-- Bundles that decide beside the one in force, without effect, one at a time. No prompt is kept here:
-- what was asked for stands, encrypted, with its generation.
create table policy_shadow (
  id uuid primary key,
  bundle_id uuid not null references policy_bundle,
  started_by uuid not null references account,
  started_at timestamptz not null,
  note text not null,
  receipt text not null,
  stopped_by uuid references account,
  stopped_at timestamptz check (stopped_at >= started_at),
  stop_note text,
  stop_receipt text,
  check ((stopped_at is null) = (stopped_by is null)),
  check ((stopped_at is null) = (stop_note is null)),
  check ((stopped_at is null) = (stop_receipt is null))
);
create unique index policy_shadow_running on policy_shadow ((true)) where stopped_at is null;
create index policy_shadow_by_time on policy_shadow (started_at desc);

create function refuse_change_of_policy_shadow() returns trigger language plpgsql as $$
begin
  if old.stopped_at is not null
    or (new.id, new.bundle_id, new.started_by, new.started_at, new.note, new.receipt)
      is distinct from
      (old.id, old.bundle_id, old.started_by, old.started_at, old.note, old.receipt)
  then
    raise exception 'shadow % can only be stopped, once', old.id;
  end if;
  return new;
end $$;
create trigger policy_shadow_is_immutable before update on policy_shadow
  for each row execute function refuse_change_of_policy_shadow();

-- How many decisions came out how.
create table policy_shadow_count (
  shadow_id uuid not null references policy_shadow,
  kind text not null,
  total bigint not null check (total >= 0),
  primary key (shadow_id, kind)
);

-- The decisions that differ. The generation is named, not referenced, so that it may go before this.
create table policy_shadow_difference (
  shadow_id uuid not null references policy_shadow,
  place bigint generated always as identity unique,
  generation_id uuid not null,
  kind text not null,
  decided_at timestamptz not null,
  active text not null,
  shadow text not null,
  primary key (shadow_id, generation_id)
);
create index policy_shadow_difference_by_place on policy_shadow_difference (shadow_id, place desc);

-- Runs of recorded requests under another bundle. Each read prompts, so each is an entry of the log.
create table policy_replay (
  id uuid primary key,
  bundle_id uuid not null references policy_bundle,
  account_id uuid not null references account,
  since timestamptz not null,
  reason text not null,
  started_at timestamptz not null,
  receipt text not null
);
