import { createContext, runInContext } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import { personPassword, startServiceNow } from '../../../simulators/servicenow/index.ts'
import { startServer } from '../testing/server.ts'
import { businessRule } from './script.ts'

const sysId = '26d1744d47603110d737cd9bd36d436b'
const hook = { url: 'https://hub.example/v1/ticket/update/snowStatus', secret: String.raw`s'3"c\r</script>` }

interface Sent {
  url?: string
  method?: string
  headers: Record<string, string>
  body?: string
}

/** The rule in an instance: what the script finds there, and what it does. */
function run(record: { operation: string; stateChanges?: boolean; fails?: boolean }) {
  const sent: Sent[] = []
  const log: string[] = []
  class RESTMessageV2 {
    request: Sent = { headers: {} }
    setEndpoint = (url: string) => void (this.request.url = url)
    setHttpMethod = (method: string) => void (this.request.method = method)
    setHttpTimeout = () => undefined
    setRequestHeader = (name: string, value: string) =>
      void (this.request.headers[name.toLowerCase()] = value)
    setRequestBody = (body: string) => void (this.request.body = body)
    executeAsync = () => {
      if (record.fails) throw new Error('no way there')
      sent.push(this.request)
    }
  }
  const current = {
    operation: () => record.operation,
    state: { changes: () => record.stateChanges === true },
    getUniqueValue: () => sysId,
    getValue: (field: string) => ({ sys_mod_count: '3', number: 'INC0010001' })[field],
  }
  const gs = { error: (text: string) => void log.push(text) }
  const { text } = businessRule(hook)
  runInContext(text, createContext({ current, previous: null, gs, sn_ws: { RESTMessageV2 } }))
  return { sent, log }
}

test.each([
  [{ operation: 'insert' }, 1],
  [{ operation: 'update', stateChanges: true }, 1],
  [{ operation: 'update' }, 0],
  [{ operation: 'delete' }, 1],
])('A60 · the rule tells of %j: %i', (record, times) => {
  expect(run(record).sent).toHaveLength(times)
})

test('A60 · the rule sends what the hub reads, with the secret whatever it is made of', () => {
  expect(run({ operation: 'insert' }).sent).toEqual([
    {
      url: hook.url,
      method: 'post',
      headers: {
        'content-type': 'application/json',
        'x-crosstie-secret': hook.secret,
        'x-crosstie-delivery': `${sysId}.3.insert`,
      },
      body: JSON.stringify({ sys_id: sysId, operation: 'insert' }),
    },
  ])
})

test('A failure is logged, without the secret', () => {
  const { log } = run({ operation: 'insert', fails: true })
  expect(log).toEqual(['Crosstie was not told of a change of INC0010001: no way there'])
})

test('The rule is written for the old engine of the instance', () => {
  const { text } = businessRule({ url: 'https://hub.example', secret: 's' })
  expect(text).not.toMatch(/\b(?:const|let|class|async|await)\b|=>|`|\.\.\./u)
})

test('The simulated instance sends the same', async () => {
  const receiver = await startServer((_, response) => response.end())
  const site = await startServiceNow()
  onTestFinished(async () => {
    await site.close()
    await receiver.close()
  })
  site.state.webhooks.push({ url: receiver.url, secret: hook.secret.replaceAll('\\', '') })
  const authorization = `Basic ${Buffer.from(`mara.lindqvist:${personPassword}`).toString('base64')}`
  await fetch(`${site.url}/api/now/table/incident`, {
    method: 'POST',
    headers: { authorization },
    body: '{}',
  })
  await site.settle()
  const [real] = run({ operation: 'insert' }).sent
  const [received] = receiver.requests
  const { sys_id: id } = JSON.parse(received?.body ?? '') as { sys_id: string }
  expect(received?.body).toBe(real?.body?.replace(sysId, id))
  expect(received?.headers).toMatchObject({
    'content-type': 'application/json',
    'x-crosstie-delivery': `${id}.0.insert`,
    'x-crosstie-secret': hook.secret.replaceAll('\\', ''),
  })
})
