/** Failed creations that were sent again together, and a short way to the tickets about alarms. */
export const replays = `
alter table deliveries add column replay_id uuid;
comment on column deliveries.replay_id is 'the last replay that has sent it again';
create index deliveries_replays on deliveries(workspace_id, replay_id) where replay_id is not null;

create index tickets_about_alarms on tickets(workspace_id, id desc) where type = 'alarm';
`
