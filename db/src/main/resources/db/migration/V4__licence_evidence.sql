-- An acceptance is one user's, of one text, for one model, until it is withdrawn. Those from before
-- models were named keep their receipts under the empty model, which no request asks for.
alter table licence_acceptance drop constraint licence_acceptance_pkey;
alter table licence_acceptance
  add column id uuid not null default gen_random_uuid() primary key,
  add column model text not null default '',
  add column withdrawn_at timestamptz,
  add column withdrawal_receipt text,
  add check ((withdrawn_at is null) = (withdrawal_receipt is null)),
  add check (withdrawn_at >= accepted_at);
alter table licence_acceptance alter column id drop default, alter column model drop default;
create unique index licence_acceptance_standing
  on licence_acceptance (account_id, model, licence_id, version, text_sha256)
  where withdrawn_at is null;
create index licence_acceptance_by_time on licence_acceptance (accepted_at desc, id desc);

create function refuse_change_of_licence_acceptance() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null
    or (new.id, new.account_id, new.model, new.licence_id, new.version, new.text_sha256,
        new.accepted_at, new.receipt)
      is distinct from
      (old.id, old.account_id, old.model, old.licence_id, old.version, old.text_sha256,
        old.accepted_at, old.receipt)
  then
    raise exception 'acceptance % can only be withdrawn, once', old.id;
  end if;
  return new;
end $$;
create trigger licence_acceptance_is_immutable before update on licence_acceptance
  for each row execute function refuse_change_of_licence_acceptance();

-- What operators attest where a licence sets a condition that no rule can check.
create table licence_attestation (
  id uuid primary key,
  subject text not null,
  statement text not null,
  account_id uuid not null references account,
  attested_at timestamptz not null,
  valid_until timestamptz not null check (valid_until > attested_at),
  note text not null,
  receipt text not null,
  revoked_at timestamptz,
  revoked_by uuid references account,
  revocation_receipt text,
  check ((revoked_at is null) = (revoked_by is null)),
  check ((revoked_at is null) = (revocation_receipt is null))
);
create index licence_attestation_by_subject on licence_attestation (subject, attested_at desc);

create function refuse_change_of_licence_attestation() returns trigger language plpgsql as $$
begin
  if old.revoked_at is not null
    or (new.id, new.subject, new.statement, new.account_id, new.attested_at, new.valid_until,
        new.note, new.receipt)
      is distinct from
      (old.id, old.subject, old.statement, old.account_id, old.attested_at, old.valid_until,
        old.note, old.receipt)
  then
    raise exception 'attestation % can only be revoked, once', old.id;
  end if;
  return new;
end $$;
create trigger licence_attestation_is_immutable before update on licence_attestation
  for each row execute function refuse_change_of_licence_attestation();

-- Licence reports that somebody made, with the hash of what they got.
create table licence_report (
  id uuid primary key,
  account_id uuid not null references account,
  period_from timestamptz not null,
  period_to timestamptz not null check (period_to > period_from),
  format text not null check (format in ('csv', 'json', 'pdf')),
  reason text not null,
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null,
  receipt text not null
);
