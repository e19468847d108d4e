/** What retention leaves of an alarm's ticket, and who the processes are that hold the queue's lock. */
export const retention = `
alter table tickets add column removed jsonb;
comment on column tickets.removed is 'set when retention took everything but the tie from an alarm to its issue: when, and the issue';

alter table processes add column name text not null default '';
alter table processes add column started_at timestamptz not null default now();
`
