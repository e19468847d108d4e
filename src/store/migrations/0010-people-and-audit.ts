/** Roles of people, scopes of tokens, invitations, and the record of who did what. */
export const peopleAndAudit = `
update members set role = 'agent' where role = 'member';
update members m set role = 'owner' where role = 'administrator' and not exists (
  select from members o where o.workspace_id = m.workspace_id and o.role = 'administrator'
    and (o.created_at, o.user_id) < (m.created_at, m.user_id));
alter table members add constraint members_role check (role in ('owner', 'administrator', 'agent', 'viewer'));
alter table members add column id uuid not null unique default gen_random_uuid();
alter table members add column last_seen_at timestamptz;
create index members_of_person on members(user_id);

alter table api_tokens add column scopes text[] not null default '{}';
update api_tokens set scopes = case role
  when 'administrator' then '{admin}'::text[]
  when 'alarm-source' then '{alarms:write}'::text[]
  when 'diagnostic-source' then '{diagnostics:read,diagnostics:write}'::text[]
  else '{recommendations:read,recommendations:write,alarms:read,alarms:write,tickets:read,tickets:write,help-desk:read,help-desk:write,service-tickets:read,service-tickets:write,diagnostics:read}'::text[]
  end
  where role <> 'operator';
update api_tokens set role = 'program' where role <> 'operator';
alter table api_tokens add constraint api_tokens_role check (role in ('program', 'operator'));
comment on column api_tokens.scopes is 'what a program may do; empty for an operator’s token, whose rights follow from its role';

create table invitations (
  id uuid primary key,
  workspace_id uuid not null references workspaces(id),
  email text not null,
  role text not null check (role in ('owner', 'administrator', 'agent', 'viewer')),
  hash text not null unique,
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  by_mail boolean not null,
  mailed_at timestamptz,
  mail_problem text
);
comment on column invitations.by_mail is 'its link goes to the address by mail and nowhere else: whoever has it reads mail there';
comment on column invitations.hash is 'SHA-256 of the secret in its link';
create unique index invitations_open on invitations(workspace_id, lower(email)) where accepted_at is null and withdrawn_at is null;

create table sign_in_attempts (
  key text primary key,
  failures int not null,
  last_at timestamptz not null,
  waits_until timestamptz not null
);
comment on table sign_in_attempts is 'what failed in a row, by SHA-256 of the account or the network address';

create table spent_codes (
  key text primary key,
  at timestamptz not null
);
comment on table spent_codes is 'two-factor codes that were used, so that none is taken twice';

create table audit_entries (
  id uuid primary key,
  workspace_id uuid not null,
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  address text,
  action text not null,
  target text,
  target_name text,
  before jsonb,
  after jsonb,
  place bigint,
  hash text,
  unique (workspace_id, place)
);
comment on table audit_entries is 'who did what; never changed, never removed';
comment on column audit_entries.place is 'its place in the chain of the workspace; null for the moment until it is chained';
comment on column audit_entries.hash is 'SHA-256 of the hash before it and of this entry';
create index audit_entries_newest on audit_entries(workspace_id, id desc);
create index audit_entries_loose on audit_entries(workspace_id, id) where place is null;

create table audit_chains (
  workspace_id uuid primary key,
  place bigint not null,
  hash text not null,
  seal text not null
);
comment on column audit_chains.seal is 'HMAC over place and hash with a key that is not readable in the database';

create function forbid_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.place is null and new.place is not null
    and (to_jsonb(new) - 'place' - 'hash') = (to_jsonb(old) - 'place' - 'hash') then
    return new;
  end if;
  raise exception 'The audit record is only ever added to.';
end $$;
create trigger audit_entries_stay before update or delete on audit_entries
  for each row execute function forbid_audit_change();
create trigger audit_entries_are_not_emptied before truncate on audit_entries
  for each statement execute function forbid_audit_change();
`
