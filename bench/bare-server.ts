// The yardstick: Fastify with one INSERT for each request, and nothing else.
import Fastify from 'fastify'
import { Pool } from 'pg'

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
await pool.query(
  'create table if not exists bare (id uuid primary key, title text, body jsonb, at timestamptz)',
)
const app = Fastify()
app.post('/', async (request, reply) => {
  const body = request.body as { title?: string }
  const values = [crypto.randomUUID(), body.title ?? '', JSON.stringify(body), new Date()]
  await pool.query({ name: 'insert', text: 'insert into bare values ($1, $2, $3, $4)', values })
  return reply.status(201).send({ id: values[0] })
})
app.get('/readyz', async () => ({ status: 'ready' }))
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
