import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { testConnection, type Connection } from '../../../api/connections.ts'
import { bareField } from '../../../api/problem.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { leadsOn } from './leads-on.ts'
import {
  afterChange,
  followConfig,
  keptSecrets,
  missing,
  startingValues,
  valuesToSend,
  type Values,
} from './values.ts'

/** By field; an empty text is no error. */
export type Errors = Record<string, string>

const places = ['config', 'destination']

/**
 * What is typed in the steps. It lives above them, so that going back keeps it.
 *
 * @param connection the one being changed, or null for a new one
 */
export function useSetup(provider: ProviderInfo, connection: Connection | null) {
  const { configFields, destinationFields } = provider
  const [config, setConfig] = useState(() => startingValues(configFields, connection?.config ?? {}))
  const [settled, setSettled] = useState(config)
  const [destination, setDestination] = useState<Values>(() =>
    startingValues(destinationFields, connection?.destination ?? {}),
  )
  const [errors, setErrors] = useState<Errors>({})
  const [started] = useState(() => JSON.stringify([config, destination]))
  const kept = keptSecrets(configFields, config, connection)
  const trial = {
    provider: provider.kind,
    ...(connection ? { connectionId: connection.id } : {}),
    config: valuesToSend(configFields, config),
  }
  const stamp = JSON.stringify(trial.config)
  const testing = useMutation({
    mutationFn: async () => {
      const isRouted = Object.keys(missing(destinationFields, destination)).length === 0
      const route = isRouted ? { destination: valuesToSend(destinationFields, destination) } : {}
      return { result: await testConnection({ ...trial, ...route }), stamp, at: Date.now() }
    },
    onSuccess: ({ result }) => {
      const named = result.problems.map(({ field, message }) => [bareField(field, places), message])
      setErrors(Object.fromEntries(named))
      // The route is pre-filled with what the tracker and the credentials say, but never over a choice.
      setDestination((now) => startingValues(destinationFields, now, result.destination))
    },
  })
  const clearError = (name: string) => setErrors((now) => ({ ...now, [name]: '' }))
  /** The test of exactly what is typed now. */
  const tested = testing.data?.stamp === stamp ? testing.data : null
  return {
    config,
    destination,
    errors,
    kept,
    /** Secrets are stored, but for another host than the one typed now. */
    lostSecrets: connection !== null && connection.storedSecrets.length > kept.length,
    trial,
    testing,
    tested,
    isTested: tested !== null && leadsOn(tested.result, destinationFields),
    dirty: JSON.stringify([config, destination]) !== started,
    setErrors,
    changeConfig: (name: string, value: string) => {
      clearError(name)
      setConfig((now) => ({ ...now, [name]: value }))
    },
    changeDestination: (name: string, value: string) => {
      clearError(name)
      setDestination((now) => afterChange(destinationFields, now, { name, value }))
    },
    /** Whether the credentials are filled in; says under each field what is missing. */
    finishConfig: () => {
      const found = missing(configFields, config, kept)
      setErrors(found)
      if (Object.keys(found).length > 0) return false
      setDestination((now) => followConfig(destinationFields, now, { before: settled, after: config }))
      setSettled(config)
      return true
    },
    finishDestination: () => {
      const found = missing(destinationFields, destination)
      setErrors(found)
      return Object.keys(found).length === 0
    },
  }
}

export type Setup = ReturnType<typeof useSetup>
