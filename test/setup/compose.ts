import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const Service = z.object({
  environment: z.record(z.string(), z.string()),
  secrets: z.array(z.string()),
  user: z.string().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).default([]),
  cap_drop: z.array(z.string()).default([]),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  privileged: z.boolean().default(false),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  volumes: z.array(z.string()),
  restart: z.string(),
  stop_grace_period: z.string(),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
})

const Compose = z.object({
  services: z.record(z.string(), Service),
  secrets: z.record(z.string(), z.object({ file: z.string() })),
  networks: z.record(z.string(), z.object({ internal: z.boolean() })),
})

/** What compose.yaml says, with `${NAME:-default}` replaced as `docker compose` does. */
export function readCompose(file: string, env: Record<string, string>): z.infer<typeof Compose> {
  const text = readFileSync(file, 'utf8').replaceAll(
    /\$\{(\w+):-([^}]*)\}/gu,
    (_, name: string, otherwise: string) => env[name] ?? otherwise,
  )
  return Compose.parse(parse(text))
}
