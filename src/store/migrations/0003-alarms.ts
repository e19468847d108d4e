/** Alarms are findings that are raised and cleared; a ticket about one carries what the dialog asked for. */
export const alarms = `
alter table findings add column state text;
alter table findings add column alarm jsonb;
alter table findings add column cleared_at timestamptz;
comment on column findings.state is 'of an alarm: raised or cleared';
comment on column findings.alarm is 'what the console said: agent, root key, element, value, root time, severity, labels, page';
create index findings_alarms on findings(workspace_id, state, id desc) where kind = 'alarm';

alter table tickets add column attributes jsonb;
comment on column tickets.attributes is 'what the ticket''s type knows besides, by name, such as urgency';
`
