/**
 * Partners’ tickets about diagnostic runs. A service ticket is a row of `tickets` of the type `service` and one of `service_tickets`; its
 * timeline on the wire is `service_events`, with times to the microsecond.
 */
export const serviceTickets = `
create table operators (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  display_name text not null,
  contact_uuid text,
  owner text,
  grt text,
  emails jsonb not null default '[]',
  requests_per_minute integer not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
comment on table operators is 'partners whose programs open service tickets';
comment on column operators.owner is 'who is answered as owner; where null, the person of the ticket’s owner_contact';
comment on column operators.emails is 'who is told about each of its new tickets, beside the author';
create unique index operators_name on operators(workspace_id, lower(name)) where removed_at is null;

alter table api_tokens add column operator_id uuid references operators(id);
alter table api_tokens add column email text;
alter table api_tokens add constraint api_tokens_operator check ((role = 'operator') = (operator_id is not null));
comment on column api_tokens.operator_id is 'the operator that a token of the role operator belongs to';
create index api_tokens_operator_id on api_tokens(operator_id) where operator_id is not null;
comment on column api_tokens.email is 'where the author of a ticket is written to';

create table services (
  id uuid primary key,
  workspace_id uuid not null,
  number bigint not null,
  uuid text not null,
  alias text not null,
  operator_id uuid references operators(id),
  product_name text,
  grt text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (workspace_id, number),
  unique (workspace_id, uuid),
  unique (workspace_id, alias)
);
create index services_newest on services(workspace_id, id desc);
comment on column services.uuid is 'an opaque text by which partners name it';
comment on column services.operator_id is 'whose it is; null: any operator may open a ticket on it';

create table diagnostic_runs (
  id uuid primary key,
  workspace_id uuid not null,
  number bigint not null,
  alias text not null,
  kind text not null,
  status text not null,
  service_id uuid references services(id),
  findings jsonb not null default '[]',
  started_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (workspace_id, number),
  unique (workspace_id, alias)
);
create index diagnostic_runs_newest on diagnostic_runs(workspace_id, id desc);
create index diagnostic_runs_service on diagnostic_runs(service_id);

create table alias_counters (
  workspace_id uuid not null,
  letter text not null,
  hour text not null,
  last integer not null,
  primary key (workspace_id, letter, hour)
);
comment on table alias_counters is 'the last number given within an hour (yymmdd_HH, UTC); kept, so that none is ever given twice';

create table service_tickets (
  ticket_id uuid primary key,
  number bigint not null,
  workspace_id uuid not null,
  operator_id uuid not null,
  alias text not null,
  status text not null,
  category text not null,
  priority text not null,
  service_id uuid not null,
  run_id uuid,
  operator_ticket_ref text,
  initial_comment text,
  author text not null,
  owner text not null,
  owner_contact jsonb not null,
  clear_code text,
  last_comment jsonb,
  last_update_author text not null,
  note text,
  asks_clear_code boolean not null default false,
  created_at timestamptz not null,
  modified_at timestamptz not null
);
comment on column service_tickets.number is 'that of the ticket: the id on the wire';
comment on column service_tickets.note is 'what the desk should know: the category does not agree with the run’s findings';
comment on column service_tickets.asks_clear_code is 'the tracker says that it is resolved; a person gives the code to clear it with';
create unique index service_tickets_alias on service_tickets(workspace_id, alias);
create unique index service_tickets_one_open_a_service on service_tickets(service_id) where status in ('open', 'deferred', 'cleared');
create unique index service_tickets_one_open_a_run on service_tickets(run_id) where run_id is not null and status in ('open', 'deferred', 'cleared');
create index service_tickets_status on service_tickets(operator_id, status, modified_at desc, number desc);
create index service_tickets_service on service_tickets(service_id, modified_at desc, number desc);
create index service_tickets_run on service_tickets(run_id, number desc) where run_id is not null;
create index service_tickets_ref on service_tickets(operator_id, operator_ticket_ref, modified_at desc) where operator_ticket_ref is not null;
create index service_tickets_queue on service_tickets(workspace_id, status, priority, created_at, number);
create index service_tickets_changes on service_tickets(workspace_id, status, modified_at desc, number desc);
create table service_ticket_words (
  ticket_id uuid primary key,
  workspace_id uuid not null,
  words tsvector not null
);
comment on table service_ticket_words is 'those of the description, apart: a ticket’s row changes with each event, and its words never';
create index service_ticket_words_words on service_ticket_words using gin (words);

create table service_events (
  id uuid not null,
  number bigint generated always as identity,
  ticket_id uuid not null,
  workspace_id uuid not null,
  status text,
  comment text,
  clear_code text,
  party text not null,
  author text not null,
  author_name text not null,
  actor text not null,
  created_at timestamptz not null,
  primary key (ticket_id, created_at, number)
);
comment on column service_events.author is 'the login as partners read it; of the desk, its name';
comment on column service_events.actor is 'who it really was, for the desk';

create table webhook_subscriptions (
  id uuid primary key,
  workspace_id uuid not null,
  operator_id uuid not null references operators(id),
  url text not null,
  sealed_secret text not null,
  sealed_old_secret text,
  old_secret_until timestamptz,
  topics jsonb not null,
  is_active boolean not null default true,
  off_because text,
  failures integer not null default 0,
  held_until timestamptz,
  held_because text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz
);
comment on column webhook_subscriptions.sealed_old_secret is 'the one before the last rotation; signs beside the new one until old_secret_until';
comment on column webhook_subscriptions.off_because is 'why the hub has switched it off by itself';
comment on column webhook_subscriptions.failures is 'vain tries in a row';
comment on column webhook_subscriptions.held_until is 'until then what is due waits together: its server takes nothing';
create index webhook_subscriptions_operator on webhook_subscriptions(operator_id) where removed_at is null;

create table notifications (
  id uuid primary key,
  workspace_id uuid not null,
  operator_id uuid not null,
  ticket_id uuid not null,
  topic text not null,
  channel text not null,
  recipient text not null,
  subscription_id uuid,
  payload jsonb not null,
  state text not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  waiting_for text,
  claimed_by uuid,
  fault jsonb,
  answer jsonb,
  again_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on column notifications.answer is 'what the recipient’s server answered last';
comment on column notifications.again_at is 'since when it is tried as a new one is: a person had it sent again, or put right what it waited for';
comment on table notifications is 'mail and webhooks about service tickets, one row a recipient, each with a state of its own';
comment on column notifications.payload is 'the ticket, and the event, as they were then';
create index notifications_newest on notifications(workspace_id, id desc);
create index notifications_ticket on notifications(ticket_id, id);
create index notifications_due on notifications(workspace_id, (coalesce(next_attempt_at, created_at)), id)
  where state = 'queued' or (state = 'waiting' and next_attempt_at is not null);
create index notifications_unfinished on notifications(channel, state) where state in ('queued', 'waiting', 'sending', 'failed');
create index notifications_failed on notifications(workspace_id, id desc) where state = 'failed';
create index notifications_subscription on notifications(subscription_id)
  where subscription_id is not null and state in ('queued', 'waiting', 'sending');
create index notifications_over on notifications(updated_at) where state in ('done', 'cancelled');
`
