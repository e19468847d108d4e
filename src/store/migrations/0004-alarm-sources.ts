/** Settings of alarm sources, and the requests by which their consoles learn of tickets. */
export const alarmSources = `
create table alarm_sources (
  id uuid primary key,
  workspace_id uuid not null references workspaces(id),
  name text not null,
  on_clear text not null default 'nothing',
  write_back jsonb,
  sealed_headers text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (workspace_id, name)
);
comment on column alarm_sources.name is 'findings.source of its alarms';
comment on column alarm_sources.write_back is 'the request, with the names of its headers; their values are sealed';

create table write_backs (
  finding_id uuid not null,
  ticket_id uuid not null,
  workspace_id uuid not null,
  source_id uuid not null,
  state text not null,
  attempts integer not null default 0,
  claimed_by uuid,
  waiting_for text,
  next_attempt_at timestamptz,
  fault jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (finding_id, ticket_id)
);
create index write_backs_ticket on write_backs(ticket_id, finding_id desc);
create index write_backs_source on write_backs(source_id, state, created_at);
create index write_backs_unfinished on write_backs(updated_at) where state in ('queued', 'waiting', 'sending');

create index findings_ticket on findings(ticket_id) where ticket_id is not null;

alter table tickets add column reopens_as text;
comment on column tickets.reopens_as is 'the status it had when the clearing of its alarms closed it; null when nothing or somebody else did';
`
