/**
 * Workspaces, projects, findings, tickets, connections and what travels between them.
 *
 * Tables that grow with the work do not refer to workspaces and connections by foreign key: every insert would
 * lock the same one row, and writers would wait for each other. Neither is ever deleted. Events and deliveries are
 * stored by the statement that stores their ticket.
 */
export const firstTables = `
create table workspaces (
  id uuid primary key,
  name text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null
);

create table members (
  workspace_id uuid not null references workspaces(id),
  user_id text not null,
  role text not null,
  created_at timestamptz not null,
  primary key (workspace_id, user_id)
);
create index members_user on members(user_id);

create table api_tokens (
  id uuid primary key,
  workspace_id uuid not null references workspaces(id),
  name text not null,
  prefix text not null,
  hash text not null unique,
  role text not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_tokens_workspace on api_tokens(workspace_id, id desc);

create table projects (
  id uuid primary key,
  workspace_id uuid not null references workspaces(id),
  key text not null,
  name text not null,
  created_at timestamptz not null,
  unique (workspace_id, key)
);

create table findings (
  id uuid primary key,
  workspace_id uuid not null,
  kind text not null,
  source text not null,
  key text not null,
  title text not null,
  description text not null,
  resource text,
  account text,
  category text,
  effort text,
  saving double precision,
  currency text,
  project_id uuid references projects(id),
  raw jsonb,
  fingerprint text not null,
  ticket_id uuid,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (workspace_id, kind, source, key)
);
create index findings_saving on findings(workspace_id, kind, (coalesce(saving, -1)) desc, id desc);
create index findings_newest on findings(workspace_id, kind, id desc);

create table connections (
  id uuid primary key,
  workspace_id uuid not null references workspaces(id),
  provider text not null,
  name text not null,
  state text not null,
  config jsonb not null,
  sealed_secrets text,
  destination jsonb not null,
  account jsonb,
  settings jsonb not null default '{}',
  paused_since timestamptz,
  paused_until timestamptz,
  pause_fault jsonb,
  sealed_webhook_secret text,
  cursor jsonb,
  last_polled_at timestamptz,
  next_poll_at timestamptz,
  last_webhook_at timestamptz,
  sync_fault jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index connections_one_active on connections(workspace_id) where state = 'active';
create index connections_workspace on connections(workspace_id, id desc);

create table anchors (
  connection_id uuid not null references connections(id),
  workspace_id uuid not null references workspaces(id),
  scope text not null,
  position text not null,
  primary key (connection_id, scope)
);

create table tickets (
  id uuid not null,
  workspace_id uuid not null,
  number bigint generated always as identity unique,
  type text not null,
  title text not null,
  description text not null,
  priority text not null,
  status text not null,
  status_category text not null,
  project_id uuid references projects(id),
  finding_id uuid references findings(id),
  open_finding_id uuid,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id)
);
comment on column tickets.open_finding_id is 'finding_id while the ticket is open: at most one open ticket a finding';
create unique index tickets_one_open_a_finding on tickets(open_finding_id) where open_finding_id is not null;
create index tickets_updated on tickets(workspace_id, updated_at desc, id desc);

create table events (
  id uuid not null,
  workspace_id uuid not null,
  ticket_id uuid not null,
  at timestamptz not null,
  kind text not null,
  actor text not null,
  text text not null,
  reason jsonb,
  fault jsonb,
  primary key (ticket_id, id)
);

create table deliveries (
  id uuid primary key,
  workspace_id uuid not null,
  ticket_id uuid not null,
  connection_id uuid not null,
  kind text not null,
  state text not null,
  comment jsonb,
  attempts integer not null default 0,
  destination jsonb,
  destination_label text,
  route_reason jsonb,
  priority_reason jsonb,
  anchor jsonb,
  claimed_by uuid,
  unknown_since timestamptz,
  waiting_for text,
  next_attempt_at timestamptz,
  fault jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index deliveries_ticket on deliveries(ticket_id, id desc);
create index deliveries_unfinished on deliveries(connection_id, state)
  where state in ('queued', 'sending', 'waiting', 'checking', 'parked', 'failed');
create index deliveries_attention on deliveries(workspace_id, id desc) where state in ('parked', 'failed');

create table links (
  id uuid primary key,
  workspace_id uuid not null,
  ticket_id uuid not null,
  connection_id uuid not null,
  issue_id text not null,
  issue_key text not null,
  url text not null,
  state text not null,
  raw_status text,
  status_mapped boolean not null default true,
  status_suggestion text,
  status_reason jsonb,
  assignee text,
  issue_version text,
  issue_updated_at timestamptz,
  last_synced_at timestamptz,
  created_at timestamptz not null,
  unique (connection_id, issue_id, ticket_id)
);
create index links_ticket on links(ticket_id);
create index links_oldest_reading on links(connection_id, last_synced_at) where state = 'linked';
create index links_key on links(workspace_id, upper(issue_key));
create index links_unmapped on links(workspace_id, connection_id) where not status_mapped;

create table webhook_receipts (
  id uuid primary key,
  workspace_id uuid not null,
  connection_id uuid not null,
  identifier text not null,
  body text not null,
  state text not null,
  received_at timestamptz not null,
  unique (connection_id, identifier)
);
create index webhook_receipts_age on webhook_receipts using brin (received_at);
create index webhook_receipts_waiting on webhook_receipts(connection_id, id) where state = 'received';

create table log_entries (
  id uuid primary key,
  workspace_id uuid not null,
  connection_id uuid,
  ticket_id uuid,
  at timestamptz not null,
  level text not null,
  message text not null,
  fault jsonb
);
create index log_entries_newest on log_entries(workspace_id, id desc);

create table idempotency_keys (
  id uuid primary key,
  workspace_id uuid not null,
  fingerprint text not null,
  status integer not null,
  answer jsonb not null,
  created_at timestamptz not null
);
comment on column idempotency_keys.id is 'digest of workspace, actor and key';
create index idempotency_keys_age on idempotency_keys using brin (created_at);

create table processes (
  id uuid primary key,
  seen_at timestamptz not null
);

create table hub_facts (
  name text primary key,
  value text not null
);
`
