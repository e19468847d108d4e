/**
 * Routes from projects to destinations, what a delivery was made of, and when a credential ends.
 * The default route of a connection is the one without a project; it was a column of the connection before.
 */
export const routes = `
create table routes (
  id uuid primary key,
  workspace_id uuid not null references workspaces(id),
  connection_id uuid not null references connections(id),
  project_id uuid references projects(id),
  destination jsonb not null,
  names jsonb not null default '{}',
  fields jsonb not null default '[]',
  falls_back boolean not null default false,
  problems jsonb not null default '[]',
  needs jsonb not null default '[]',
  checked_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index routes_one_a_project on routes(connection_id, project_id) nulls not distinct;
comment on column routes.names is 'what the tracker called the chosen values, by field of the destination';

insert into routes (id, workspace_id, connection_id, destination, created_at, updated_at)
  select gen_random_uuid(), workspace_id, id, destination, created_at, updated_at from connections;
alter table connections drop column destination;

alter table connections add column credential_ends_at timestamptz;
alter table connections add column expiry_told_days integer;
comment on column connections.expiry_told_days is 'the last of 30, 14, 7 and 1 days for which administrators were told';

alter table deliveries add column explanation jsonb;
alter table deliveries add column waits_for_route_id uuid;
update deliveries set explanation =
  (case when route_reason is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
     'field', 'destination', 'name', 'Destination', 'value', coalesce(destination_label, ''), 'reason', route_reason)) end)
  || (case when priority_reason is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
     'field', 'priority', 'name', 'Priority', 'value', '', 'reason', priority_reason)) end)
  where route_reason is not null or priority_reason is not null;
alter table deliveries drop column route_reason;
alter table deliveries drop column priority_reason;
create index deliveries_due_creations on deliveries(connection_id, id)
  where kind = 'create' and state in ('queued', 'waiting') and waits_for_route_id is null;
create index deliveries_waiting_for_a_route on deliveries(waits_for_route_id) where waits_for_route_id is not null;
`
