-- A generation whose pictures are drawn and wait for an officer is not final, and has no receipt of
-- its own yet.
alter table generation drop constraint generation_state_check;
alter table generation add constraint generation_state_check check (state in
  ('QUEUED', 'DRAWING', 'IN_REVIEW', 'RELEASED', 'QUARANTINED', 'DENIED', 'FAILED', 'CANCELLED'));
alter table generation drop constraint generation_check;
alter table generation add constraint generation_final_with_receipt check
  ((state in ('QUEUED', 'DRAWING', 'IN_REVIEW')) = (receipt is null));

-- What was held for review. The entry in the log that goes with it names the pictures, so that
-- nobody can exchange them before they are looked at.
create table generation_review (
  generation_id uuid primary key references generation,
  owner_id uuid not null references account,
  held_at timestamptz not null,
  receipt text not null,
  decided_by uuid references account,
  decided_at timestamptz check (decided_at >= held_at),
  check ((decided_by is null) = (decided_at is null)),
  -- Four eyes.
  check (decided_by <> owner_id)
);

create function refuse_change_of_review() returns trigger language plpgsql as $$
begin
  if old.decided_by is not null
    or (new.generation_id, new.owner_id, new.held_at, new.receipt)
      is distinct from (old.generation_id, old.owner_id, old.held_at, old.receipt)
  then
    raise exception 'the review of generation % can only be decided, once', old.generation_id;
  end if;
  return new;
end $$;
create trigger review_is_decided_once before update on generation_review
  for each row execute function refuse_change_of_review();

-- Held pictures that an officer released. Rows are only ever added, so that nobody with the server's
-- login can release a picture that stands as kept back.
create table generation_image_release (
  generation_id uuid not null,
  index integer not null,
  primary key (generation_id, index),
  foreign key (generation_id, index) references generation_image
);

create function require_decision_for_released_image() returns trigger language plpgsql as $$
begin
  if not exists (
    select from generation join generation_review on generation_id = id
    where id = new.generation_id and state = 'RELEASED' and generation.receipt is not null
      and decided_by is not null
      -- The decision and the release are one transaction.
      and decided_at = finished_at
      and generation_review.xmin = pg_current_xact_id()::xid)
  then
    raise exception 'image % of generation % was not released by a review',
      new.index, new.generation_id;
  end if;
  return null;
end $$;
create constraint trigger no_review_no_image after insert on generation_image_release
  deferrable initially deferred
  for each row execute function require_decision_for_released_image();

-- A picture that was released when it was drawn was not held.
create function refuse_release_of_held_image() returns trigger language plpgsql as $$
begin
  if new.released and exists (
    select from generation_review where generation_id = new.generation_id)
  then
    raise exception 'image % of generation % is held for review', new.index, new.generation_id;
  end if;
  return null;
end $$;
create constraint trigger held_is_not_released after insert on generation_image
  deferrable initially deferred
  for each row execute function refuse_release_of_held_image();
