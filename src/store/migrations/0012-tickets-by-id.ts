/**
 * A ticket is looked up by its id alone in many places. The primary key begins with the workspace: only PostgreSQL 18 can use it for that, older
 * ones read the whole table.
 */
export const ticketsById = `
create unique index tickets_id on tickets(id);
`
