-- Policy bundles from draft to numbered version. What was uploaded never changes.
create table policy_bundle (
  id uuid primary key,
  name text not null,
  author_id uuid not null references account,
  created_at timestamptz not null,
  manifest text not null,
  manifest_hash text not null check (manifest_hash ~ '^[0-9a-f]{64}$'),
  archive bytea not null,
  state text not null check (state in ('DRAFT', 'SUBMITTED', 'APPROVED', 'REJECTED')),
  number integer unique check (number >= 1),
  decided_by uuid references account,
  statement text,
  key_id text,
  signature bytea,
  -- A numbered version is signed, and nothing else is.
  check ((state = 'APPROVED') = (number is not null)),
  check ((number is null) = (statement is null)),
  check ((number is null) = (key_id is null)),
  check ((number is null) = (signature is null)),
  check ((state in ('APPROVED', 'REJECTED')) = (decided_by is not null)),
  -- Four eyes.
  check (state <> 'APPROVED' or decided_by <> author_id)
);
create index policy_bundle_by_time on policy_bundle (created_at desc, id desc);

create function refuse_change_of_policy_bundle() returns trigger language plpgsql as $$
begin
  if old.state in ('APPROVED', 'REJECTED') then
    raise exception 'policy bundle % is final', old.id;
  end if;
  if (new.id, new.name, new.author_id, new.created_at, new.manifest, new.manifest_hash, new.archive)
    is distinct from
    (old.id, old.name, old.author_id, old.created_at, old.manifest, old.manifest_hash, old.archive)
  then
    raise exception 'the contents of policy bundle % never change', old.id;
  end if;
  return new;
end $$;
create trigger policy_bundle_is_immutable before update on policy_bundle
  for each row execute function refuse_change_of_policy_bundle();

-- What was done with a bundle, each with its entry in the log.
create table policy_step (
  id uuid primary key,
  bundle_id uuid not null references policy_bundle,
  account_id uuid not null references account,
  kind text not null check (kind in ('UPLOADED', 'SUBMITTED', 'APPROVED', 'REJECTED')),
  note text not null,
  taken_at timestamptz not null,
  receipt text not null
);
create index policy_step_by_bundle on policy_step (bundle_id, taken_at);

-- Which version is in force from when on: of all that are due and not cancelled, the latest. Without
-- a number it is the bundle in the installation's folder.
create table policy_activation (
  id uuid primary key,
  place bigint generated always as identity unique,
  number integer references policy_bundle (number),
  kind text not null check (kind in ('ACTIVATION', 'ROLLBACK')),
  account_id uuid not null references account,
  ordered_at timestamptz not null,
  effective_at timestamptz not null check (effective_at >= ordered_at),
  note text not null,
  receipt text not null,
  cancelled_at timestamptz check (cancelled_at < effective_at),
  cancellation_receipt text,
  check ((cancelled_at is null) = (cancellation_receipt is null))
);
create index policy_activation_by_time on policy_activation (effective_at desc, place desc);

create function refuse_change_of_policy_activation() returns trigger language plpgsql as $$
begin
  if old.cancelled_at is not null
    or (new.id, new.number, new.kind, new.account_id, new.ordered_at, new.effective_at, new.note,
        new.receipt)
      is distinct from
      (old.id, old.number, old.kind, old.account_id, old.ordered_at, old.effective_at, old.note,
        old.receipt)
  then
    raise exception 'activation % can only be cancelled, once', old.id;
  end if;
  return new;
end $$;
create trigger policy_activation_is_immutable before update on policy_activation
  for each row execute function refuse_change_of_policy_activation();
