-- Who was here. The pseudonym is what records and policies see.
create table account (
  id uuid primary key,
  subject text not null unique,
  pseudonym text not null unique,
  user_name text not null,
  seen_at timestamptz not null
);

-- The key of everything that is encrypted for an account, itself encrypted with the master key.
create table data_key (
  account_id uuid primary key references account,
  wrapped bytea not null
);

create table licence_acceptance (
  account_id uuid not null references account,
  licence_id text not null,
  version text not null,
  text_sha256 text not null check (text_sha256 ~ '^[0-9a-f]{64}$'),
  accepted_at timestamptz not null,
  receipt text not null,
  primary key (account_id, licence_id, version)
);

create table generation (
  id uuid primary key,
  account_id uuid not null references account,
  created_at timestamptz not null,
  finished_at timestamptz,
  state text not null check (state in
    ('QUEUED', 'DRAWING', 'RELEASED', 'QUARANTINED', 'DENIED', 'FAILED', 'CANCELLED')),
  model text not null,
  order_hash text check (order_hash ~ '^[0-9a-f]{64}$'),
  detail bytea not null,
  receipt bytea,
  -- No state is final without its receipt, and no receipt exists before.
  check ((state in ('QUEUED', 'DRAWING')) = (receipt is null)),
  check ((receipt is null) = (finished_at is null))
);
create index generation_by_time on generation (created_at desc, id desc);
create index generation_by_account on generation (account_id, created_at desc, id desc);
create index generation_open on generation (account_id) where receipt is null;

create function refuse_change_of_final_generation() returns trigger language plpgsql as $$
begin
  if old.receipt is not null then
    raise exception 'generation % is final', old.id;
  end if;
  return new;
end $$;
create trigger final_is_final before update or delete on generation
  for each row execute function refuse_change_of_final_generation();

create table generation_image (
  generation_id uuid not null references generation,
  index integer not null check (index >= 0),
  pixel_hash text not null check (pixel_hash ~ '^[0-9a-f]{64}$'),
  released boolean not null,
  png bytea not null,
  primary key (generation_id, index)
);

-- No receipt, no image: a picture may only be marked as released by a transaction that also leaves
-- its generation released, with a receipt.
create function require_receipt_for_released_image() returns trigger language plpgsql as $$
begin
  if new.released and not exists (
    select from generation
    where id = new.generation_id and state = 'RELEASED' and receipt is not null)
  then
    raise exception 'image % of generation % has no receipt', new.index, new.generation_id;
  end if;
  return null;
end $$;
create constraint trigger no_receipt_no_image after insert or update on generation_image
  deferrable initially deferred
  for each row execute function require_receipt_for_released_image();

-- Signed orders on their way to the broker; gone when the generation is final.
create table outbox (
  generation_id uuid primary key references generation,
  account_id uuid not null references account,
  key_id text not null,
  payload bytea not null,
  signature bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  sent_at timestamptz
);
create index outbox_unsent on outbox (created_at) where sent_at is null;

-- Looks of officers at what users asked for.
create table access (
  id uuid primary key,
  account_id uuid not null references account,
  generation_id uuid not null references generation,
  reason text not null,
  accessed_at timestamptz not null,
  receipt text not null
);

-- The transparency log. Rows of the last three are only ever added.
create table log_head (
  single boolean primary key default true check (single),
  size bigint not null check (size >= 0)
);
insert into log_head (size) values (0);

create table log_leaf (
  index bigint primary key,
  entry bytea not null
);

create table log_node (
  level integer not null,
  index bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);

create table log_checkpoint (
  size bigint primary key,
  note text not null
);

create function refuse_shrinking_log() returns trigger language plpgsql as $$
begin
  if new.size <> old.size + 1 then
    raise exception 'the log grows one entry at a time';
  end if;
  return new;
end $$;
create trigger log_only_grows before update on log_head
  for each row execute function refuse_shrinking_log();
