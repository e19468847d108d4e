/** Rules that create tickets from alarms by themselves, the alarms that wait for them, and the tickets that alarms share. */
export const alarmRules = `
create table alarm_rules (
  id uuid primary key,
  workspace_id uuid not null references workspaces(id),
  name text not null,
  position integer not null,
  enabled boolean not null,
  source text,
  matchers jsonb not null,
  wait_seconds integer not null,
  group_by jsonb not null,
  ticket jsonb not null,
  problem text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint alarm_rules_name unique (workspace_id, name)
);
comment on column alarm_rules.position is 'the first rule that matches an alarm has it';
comment on column alarm_rules.problem is 'why it could not create a ticket lately';

create table rule_waits (
  finding_id uuid primary key,
  workspace_id uuid not null,
  rule_id uuid not null,
  since timestamptz not null,
  due_at timestamptz not null,
  attempts integer not null default 0
);
create index rule_waits_due on rule_waits(due_at);
create index rule_waits_rule on rule_waits(rule_id);

create table alarm_groups (
  rule_id uuid not null,
  group_key text not null,
  ticket_id uuid,
  leased_until timestamptz not null,
  primary key (rule_id, group_key)
);
comment on column alarm_groups.group_key is 'digest of the values that the group''s alarms have in common';
comment on column alarm_groups.leased_until is 'until then one process alone makes or chooses the group''s ticket';
`
