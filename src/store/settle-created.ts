import type { Db } from './open.ts'
import { json } from './open.ts'
import { keepable } from './keepable.ts'
import { sql } from 'kysely'
import { insertWriteBacks } from './write-backs.ts'

/** A creation that the tracker has answered with its issue. */
export interface Created {
  deliveryId: string
  workspaceId: string
  ticketId: string
  connectionId: string
  linkId: string
  eventId: string
  /** For the link back of a help-desk ticket. */
  backlinkId: string
  issueId: string
  issueKey: string
  url: string
  text: string
  anchor: { scope: string; position: string } | null
  at: Date
}

/**
 * Ties tickets to the issues that were created for them, all in one statement: link, delivery, timeline, anchors,
 * and what their alarms’ consoles are to be told. A delivery that is done already stays as it is.
 *
 * Answers the sources that have something to tell, the deliveries that can go on now, and the help desk's new links.
 */
export async function settleAllCreated(
  db: Db,
  rows: Created[],
): Promise<{ sourceIds: string[]; deliveryIds: string[]; linkIds: string[] }> {
  const given = rows.map((row) => ({
    id: row.deliveryId,
    workspace_id: row.workspaceId,
    ticket_id: row.ticketId,
    connection_id: row.connectionId,
    link_id: row.linkId,
    event_id: row.eventId,
    backlink_id: row.backlinkId,
    issue_id: row.issueId,
    issue_key: keepable(row.issueKey),
    url: keepable(row.url),
    text: row.text,
    at: row.at,
  }))
  const { rows: next } = await sql<{
    sourceId: string | null
    deliveryId: string | null
    linkId: string | null
  }>`
    with given as (
      select * from jsonb_to_recordset(${json(given)}) as g (id uuid, workspace_id uuid, ticket_id uuid,
        connection_id uuid, link_id uuid, event_id uuid, backlink_id uuid, issue_id text, issue_key text, url text, text text, at timestamptz)
    ),
    open as (
      select given.*, d.sent from given join deliveries d using (id)
      where d.id = any(array(select id from given)) and d.state <> 'done' order by d.id for update of d
    ),
    done as (
      update deliveries d set state = 'done', fault = null, waiting_for = null, claimed_by = null, unknown_since = null,
        next_attempt_at = null, updated_at = open.at
      from open where d.id = any(array(select id from open)) and d.id = open.id
    ),
    link as (
      insert into links (id, workspace_id, ticket_id, connection_id, issue_id, issue_key, url, state, created_at,
        project_key, issue_type, field_values)
      select link_id, workspace_id, ticket_id, connection_id, issue_id, issue_key, url, 'linked', at,
        sent ->> 'project', sent ->> 'issueType', coalesce(sent -> 'values', '{}') from open
      on conflict (connection_id, issue_id, ticket_id) do nothing
    ),
    anchor as (
      insert into anchors (connection_id, workspace_id, scope, position)
      select connection_id, workspace_id, scope, position
      from jsonb_to_recordset(${json(anchorsOf(rows))}) as a (connection_id uuid, workspace_id uuid, scope text, position text)
      on conflict (connection_id, scope) do update set position = excluded.position
    ),
    event as (
      insert into events (id, workspace_id, ticket_id, at, kind, actor, text)
      select event_id, workspace_id, ticket_id, at, 'link', 'hub', text from open
    ),
    backlink as (
      insert into deliveries (id, workspace_id, ticket_id, connection_id, kind, state, issue_id, created_at, updated_at)
      select backlink_id, workspace_id, ticket_id, connection_id, 'backlink', 'queued', issue_id, at, at from open
      where exists (select from support_tickets s where s.ticket_id = open.ticket_id)
      returning id, ticket_id
    ),
    awaiting as (
      update deliveries d set next_attempt_at = null, state = 'queued', waiting_for = null, issue_id = open.issue_id, updated_at = open.at
      from open where d.ticket_id = any(array(select ticket_id from open)) and d.ticket_id = open.ticket_id and d.kind in ('comment', 'attachment') and d.state in ('queued', 'waiting')
        and d.issue_id is null and d.id <> open.id
      returning d.id
    ),
    told as (${insertWriteBacks(sql`select ticket_id, at from open`)})
    select distinct source_id, null::uuid as delivery_id, null::uuid as link_id from told
    union all select null, b.id, open.link_id from backlink b join open on open.ticket_id = b.ticket_id
    union all select null, id, null from awaiting`.execute(db)
  return {
    sourceIds: next.flatMap(({ sourceId }) => sourceId ?? []),
    deliveryIds: next.flatMap(({ deliveryId }) => deliveryId ?? []),
    linkIds: next.flatMap(({ linkId }) => linkId ?? []),
  }
}

/** The last one of each place. */
function anchorsOf(rows: Created[]) {
  const last = new Map<string, object>()
  for (const { anchor, connectionId, workspaceId } of rows) {
    if (!anchor) continue
    const row = { connection_id: connectionId, workspace_id: workspaceId, ...anchor }
    last.set(`${connectionId} ${anchor.scope}`, row)
  }
  return [...last.values()]
}
