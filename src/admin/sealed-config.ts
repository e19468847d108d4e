import { formOf } from '../providers/form.ts'
import type { Provider } from '../providers/provider.ts'
import { boundTo } from '../store/connections.ts'
import type { Sealer } from '../store/seal.ts'

/** The configuration in the open, its secrets sealed for this connection at this address (invariant 9). */
export function sealedConfig(
  sealer: Sealer,
  provider: Provider,
  of: { id: string; config: Record<string, unknown> },
) {
  const names = new Set(formOf(provider.config).flatMap((field) => (field.secret ? [field.name] : [])))
  const open = Object.entries(of.config).filter(([name]) => !names.has(name))
  const secret = Object.entries(of.config).filter(([name]) => names.has(name))
  const config = Object.fromEntries(open)
  const sealedSecrets = sealer.seal(
    JSON.stringify(Object.fromEntries(secret)),
    boundTo({ id: of.id, config }),
  )
  return { id: of.id, config, sealedSecrets }
}
