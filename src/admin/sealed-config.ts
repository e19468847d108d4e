import { formOf } from '../providers/form.ts'
import type { Provider } from '../providers/provider.ts'
import type { Sealer } from '../store/seal.ts'
import { connectionSecrets } from '../store/secret-places.ts'

/** The configuration in the open, its secrets sealed for this connection at this address (invariant 9). */
export function sealedConfig(
  sealer: Sealer,
  provider: Provider,
  of: { id: string; workspaceId: string; config: Record<string, unknown> },
) {
  const names = new Set(formOf(provider.config).flatMap((field) => (field.secret ? [field.name] : [])))
  const open = Object.entries(of.config).filter(([name]) => !names.has(name))
  const secret = Object.entries(of.config).filter(([name]) => names.has(name))
  const config = Object.fromEntries(open)
  const place = connectionSecrets({ ...of, config })
  const sealedSecrets = sealer.seal(JSON.stringify(Object.fromEntries(secret)), place)
  return { id: of.id, config, sealedSecrets }
}
