/** The examples of the partners’ contract, by what they are of; the tests send and compare them. */

export const creation = {
  diagnostic_run_id: 'D170403_001',
  type: 'service',
  service_uuid: 't5y7r8ut',
  operator_ticket_ref: 'PB12_32',
  description: 'Customer complains about low rate',
  initial_comment: 'Hello, customer plains about a low bitrate issue.\n\nCould you check please?',
  category: 'low_rate',
  priority: 'low',
  owner_contact: {
    first_name: 'Patrick',
    last_name: 'Bousso',
    email: 'patrick.bousso@colibrix.fr',
    phone_number: '0785655656',
  },
}

export const ticket = {
  id: 989,
  alias: 'T190517_08006',
  creation_date: '2019-05-17T08:51:23.185722Z',
  modification_date: '2019-05-17T08:51:23.186087Z',
  type: 'service',
  status: 'open',
  category: 'synchro',
  priority: 'low',
  author: 'test',
  operator_ticket_ref: '779b14bd-d9e9-48e5-9ad1-86929c4d5890',
  description: 'Customer complains about low rate',
  service_uuid: '8ccc5104-a7d3-4be3-8108-cf9641cb1fe6',
  service_alias: 'S190322_11001',
  product_name: 'ADSL-Max_shared_BE_KOSC',
  grt: 'standard',
  diagnostic_run_id: 18_956,
  diagnostic_run_alias: 'D190425_12001',
  initial_comment: 'Hello, customer complains about a low bitrate issue',
  last_comment: { comment: 'Hello, customer complains about a low bitrate issue', author: 'test' },
  last_comment_author: 'test operator',
  owner: 'Untel',
  owner_contact: {
    first_name: 'John',
    last_name: 'Doe',
    email: 'john@doe.com',
    phone_number: '0123456789',
  },
  operator_contact_uuid: 'zitjrmff',
  last_update_author: 'TEST_PRE',
  next_available_status: [],
  clear_code: null,
  responsability: null,
}

export const list = [
  {
    ...ticket,
    service_uuid: 'cgjcbeva',
    initial_comment: 'Hello, customer plains about a low bitrate issue',
    sort_value: 'cD0yMDE5LTA1LTE3VDA4JTNBNTElM0EyMy4xODYwODda',
  },
]

const said = { clear_code: null, responsability: null }

/** What is sent as an event, and what is answered; `sort_value` as it is made of the time. */
export const events = {
  close: {
    summary: 'Close a cleared ticket',
    sent: { status: 'closed' },
    answered: {
      id: 3806,
      status: 'closed',
      comment: null,
      author: 'test',
      creation_date: '2019-05-17T11:50:53.366966Z',
      ...said,
      sort_value: 'cD0yMDE5LTA1LTE3VDExJTNBNTAlM0E1My4zNjY5NjZa',
    },
  },
  comment: {
    summary: 'Comment',
    sent: { comment: 'this is a comment' },
    answered: {
      id: 3807,
      status: null,
      comment: 'this is a comment',
      author: 'test',
      creation_date: '2019-05-17T11:53:11.738648Z',
      ...said,
      sort_value: 'cD0yMDE5LTA1LTE3VDExJTNBNTMlM0ExMS43Mzg2NDha',
    },
  },
  closeAndComment: {
    summary: 'Close a cleared ticket and comment',
    sent: { status: 'closed', comment: 'issue resolved' },
    answered: {
      id: 3809,
      status: 'closed',
      comment: 'issue resolved',
      author: 'test',
      creation_date: '2019-05-17T11:55:23.925132Z',
      ...said,
      sort_value: 'cD0yMDE5LTA1LTE3VDExJTNBNTUlM0EyMy45MjUxMzJa',
    },
  },
  endDeferral: {
    summary: 'Answer the desk’s question: end the deferred state',
    sent: { status: 'open', comment: 'some information' },
    answered: {
      id: 3809,
      status: 'open',
      comment: 'some information',
      author: 'test',
      creation_date: '2019-05-17T11:55:23.925132Z',
      ...said,
      sort_value: 'cD0yMDE5LTA1LTE3VDExJTNBNTUlM0EyMy45MjUxMzJa',
    },
  },
  reopened: {
    summary: 'The first event of a ticket',
    sent: { status: 'open', comment: 'Hello, customer plains about a low bitrate issue' },
    answered: {
      id: 3826,
      status: 'open',
      comment: 'Hello, customer plains about a low bitrate issue',
      author: 'test',
      creation_date: '2019-05-17T12:15:17.871750Z',
      ...said,
      sort_value: 'cD0yMDE5LTA1LTE3VDEyJTNBMTUlM0ExNy44NzE3NTBa',
    },
  },
}

export const eventList = [
  events.closeAndComment.answered,
  {
    id: 3808,
    status: 'cleared',
    comment: null,
    author: 'Kosc',
    creation_date: '2019-05-17T11:54:27.224833Z',
    clear_code: 'modem',
    responsability: 'Customer',
    sort_value: 'cD0yMDE5LTA1LTE3VDExJTNBNTQlM0EyNy4yMjQ4MzNa',
  },
  events.comment.answered,
  {
    id: 3783,
    status: 'open',
    comment: 'Hello, customer plains about a low bitrate issue',
    author: 'test',
    creation_date: '2019-05-17T08:51:22.608964Z',
    ...said,
    sort_value: 'cD0yMDE5LTA1LTE3VDA4JTNBNTElM0EyMi42MDg5NjRa',
  },
]
