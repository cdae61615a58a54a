-- Pictures that people bring to start from, encrypted with the owner's key, and gone after a while:
-- what remains is in the log, as hashes.
create table upload (
  id uuid primary key,
  account_id uuid not null references account,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  pixel_hash text not null check (pixel_hash ~ '^[0-9a-f]{64}$'),
  file_hash text not null check (file_hash ~ '^[0-9a-f]{64}$'),
  declaration text not null,
  detail bytea not null,
  png bytea not null
);
create index upload_by_owner on upload (account_id, created_at desc, id desc);
create index upload_by_expiry on upload (expires_at);

-- Which requests start from it. While one of them is not final, it stays.
create table upload_use (
  upload_id uuid not null references upload on delete cascade,
  generation_id uuid not null references generation,
  primary key (upload_id, generation_id)
);
