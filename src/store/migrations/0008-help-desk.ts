/**
 * The help desk: what its tickets are made of, and how they are kept in step with issues. A help-desk ticket is a row of
 * `tickets` of the type `support` and one of `support_tickets`.
 */
export const helpDesk = `
create table support_types (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  position integer not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index support_types_name on support_types(workspace_id, lower(name)) where removed_at is null;

create table support_statuses (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  category text not null,
  position integer not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index support_statuses_name on support_statuses(workspace_id, lower(name)) where removed_at is null;

create table action_types (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  position integer not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index action_types_name on action_types(workspace_id, lower(name)) where removed_at is null;

create table support_fields (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  kind text not null,
  options jsonb not null default '[]',
  position integer not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index support_fields_name on support_fields(workspace_id, lower(name)) where removed_at is null;

create table customers (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index customers_name on customers(workspace_id, lower(name)) where removed_at is null;

create table products (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  project_key text,
  connection_id uuid,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index products_name on products(workspace_id, lower(name)) where removed_at is null;
create index products_key on products(workspace_id, project_key);

create table product_versions (
  id uuid primary key,
  workspace_id uuid not null,
  product_id uuid not null references products(id),
  name text not null,
  project_key text,
  connection_id uuid,
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index product_versions_name on product_versions(product_id, lower(name)) where removed_at is null;

create table support_tickets (
  ticket_id uuid primary key,
  workspace_id uuid not null,
  type_id uuid not null,
  product_id uuid,
  version_id uuid,
  customer_id uuid,
  assignee text,
  field_values jsonb not null default '{}',
  words tsvector not null default ''
);
create index support_tickets_words on support_tickets using gin (words);
create index support_tickets_product on support_tickets(workspace_id, product_id);
create index support_tickets_customer on support_tickets(workspace_id, customer_id);
create index tickets_support on tickets(workspace_id, updated_at desc, id desc) where type = 'support';

create table actions (
  id uuid not null,
  workspace_id uuid not null,
  ticket_id uuid not null,
  type_id uuid not null,
  visibility text not null,
  origin text not null,
  author text not null,
  text text not null,
  lost jsonb not null default '[]',
  connection_id uuid,
  comment_id text,
  at timestamptz not null,
  edited_at timestamptz,
  removed_at timestamptz,
  primary key (ticket_id, id)
);
comment on column actions.comment_id is 'the comment that it came from; see issue_comments for the one it went to';
create unique index actions_one_a_comment on actions(ticket_id, connection_id, comment_id) where comment_id is not null;

create table issue_comments (
  connection_id uuid not null,
  comment_id text not null,
  workspace_id uuid not null,
  issue_id text not null,
  direction text not null,
  held_because text,
  delivery_id uuid,
  ticket_id uuid,
  action_id uuid,
  changed_at timestamptz,
  created_at timestamptz not null,
  primary key (connection_id, comment_id)
);
comment on table issue_comments is 'every comment of a linked issue that the hub has dealt with: written by it (out), or seen there (in)';
comment on column issue_comments.held_because is 'why it stayed in the tracker';
create index issue_comments_issue on issue_comments(connection_id, issue_id);

create table attachments (
  id uuid primary key,
  workspace_id uuid not null,
  ticket_id uuid not null,
  action_id uuid,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  visibility text not null,
  author text not null,
  connection_id uuid,
  file_id text,
  at timestamptz not null,
  removed_at timestamptz
);
comment on column attachments.file_id is 'the file in the tracker that it came from or went to';
create index attachments_ticket on attachments(ticket_id, id);
create index attachments_content on attachments(workspace_id, sha256) where removed_at is null;
create unique index attachments_one_a_file on attachments(ticket_id, connection_id, file_id) where file_id is not null;

create table attachment_contents (
  workspace_id uuid not null,
  sha256 text not null,
  content bytea not null,
  primary key (workspace_id, sha256)
);

create table saved_filters (
  id uuid primary key,
  workspace_id uuid not null,
  owner text not null,
  name text not null,
  query jsonb not null,
  is_shared boolean not null default false,
  created_at timestamptz not null
);
create unique index saved_filters_name on saved_filters(workspace_id, owner, lower(name));

create table field_mappings (
  id uuid primary key,
  workspace_id uuid not null,
  connection_id uuid not null references connections(id),
  hub_field text not null,
  field_id text not null,
  field_name text not null,
  field_kind text not null,
  field_shape text not null,
  value_pairs jsonb not null default '[]',
  fallback jsonb,
  created_at timestamptz not null,
  unique (connection_id, hub_field),
  unique (connection_id, field_id)
);
comment on column field_mappings.hub_field is 'a ticket’s own field by name, or field:<id> of support_fields';
comment on column field_mappings.fallback is 'sent when the ticket has no value (CX8)';

create table type_mappings (
  id uuid primary key,
  workspace_id uuid not null,
  connection_id uuid not null references connections(id),
  type_id uuid not null,
  issue_type text not null,
  created_at timestamptz not null,
  unique (connection_id, type_id)
);

alter table connections add column is_primary boolean not null default true;
comment on column connections.is_primary is 'the one that findings’ tickets go to; the others are further instances of the same provider, for the help desk';
drop index connections_one_active;
create unique index connections_one_active on connections(workspace_id) where state = 'active' and is_primary;

alter table links add column project_key text;
alter table links add column issue_type text;
alter table links add column field_values jsonb not null default '{}';
alter table links add column earlier jsonb not null default '[]';
alter table links add column is_new boolean not null default true;
comment on column links.field_values is 'the mapped fields as they were read last, by the tracker’s id of the field';
comment on column links.earlier is 'comments and files (comment:<id>, file:<id>) that were there before the ticket was linked; they stay in the tracker';
comment on column links.is_new is 'false for a ticket that was linked to an issue that existed';

alter table deliveries add column issue_id text;
alter table deliveries add column action_id uuid;
alter table deliveries add column attachment_id uuid;
alter table deliveries add column survey jsonb;
alter table deliveries add column given jsonb;
alter table deliveries add column sent jsonb;
comment on column deliveries.survey is 'what the tracker asks for where a help-desk ticket’s issue goes, as it was looked up';
comment on column deliveries.given is 'values that a person gave for fields that the tracker requires, by its id of the field';
comment on column deliveries.sent is 'what a help-desk ticket’s new issue was created with: what differs when it is read was changed there';
create index deliveries_issue on deliveries(connection_id, issue_id) where issue_id is not null;
comment on column deliveries.issue_id is 'the issue it is for, where that is not the ticket’s present one';

create index log_entries_errors on log_entries(workspace_id, id desc) where level <> 'info';
`
