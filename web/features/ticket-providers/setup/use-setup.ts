import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { testConnection, type Connection } from '../../../api/connections.ts'
import { bareField, fieldErrors } from '../../../api/problem.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { useDestination } from '../fields/use-destination.ts'
import { missing, startingValues, valuesToSend } from '../fields/values.ts'
import { dayOf } from './end-day.ts'
import { followConfig } from './follow-config.ts'
import { instanceNameProblem } from './instance-name.ts'
import { keptSecrets } from './stored.ts'

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
  const destination = useDestination(destinationFields, {
    destination: connection?.destination ?? {},
    names: connection?.destinationNames ?? {},
  })
  const [name, setName] = useState(connection?.name ?? '')
  const [endDay, setEndDay] = useState(() => dayOf(connection))
  const [errors, setErrors] = useState<Errors>({})
  const state = JSON.stringify([config, destination.values, name, endDay])
  const [started] = useState(state)
  const kept = keptSecrets(configFields, config, connection)
  const trial = {
    provider: provider.kind,
    ...(connection ? { connectionId: connection.id } : {}),
    config: valuesToSend(configFields, config),
  }
  const stamp = JSON.stringify(trial.config)
  const testing = useMutation({
    mutationFn: async () => {
      const isRouted = Object.keys(missing(destinationFields, destination.values)).length === 0
      const route = isRouted ? { destination: destination.toSend } : {}
      return { result: await testConnection({ ...trial, ...route }), stamp, at: Date.now() }
    },
    onError: (error) => setErrors(fieldErrors(error, places)),
    onSuccess: ({ result }) => {
      const named = result.problems.map(({ field, message }) => [bareField(field, places), message])
      setErrors(Object.fromEntries(named))
      // The route is pre-filled with what the tracker and the credentials say, but never over a choice.
      destination.setValues((now) => startingValues(destinationFields, now, result.destination))
    },
  })
  const clearError = (field: string) => setErrors((now) => ({ ...now, [field]: '' }))
  /** The test of exactly what is typed now. */
  const tested = testing.data?.stamp === stamp ? testing.data : null
  return {
    config,
    destination,
    name,
    setName,
    endDay,
    setEndDay,
    errors,
    setErrors,
    clearError,
    kept,
    /** Secrets are stored, but for another host than the one typed now. */
    lostSecrets: connection !== null && connection.storedSecrets.length > kept.length,
    /** Another secret is typed in place of a stored one. */
    replacesSecret: configFields.some(({ name: field }) => kept.includes(field) && config[field] !== ''),
    trial,
    testing,
    tested,
    isTested: tested?.result.ok === true,
    dirty: state !== started,
    changeConfig: (field: string, value: string) => {
      clearError(field)
      setConfig((now) => ({ ...now, [field]: value }))
    },
    /** Whether the credentials are filled in; says under each field what is missing. */
    finishConfig: () => {
      const found = missing(configFields, config, kept)
      setErrors(found)
      if (Object.keys(found).length > 0) return false
      const change = { before: settled, after: config }
      destination.setValues((now) => followConfig(destinationFields, now, change))
      setSettled(config)
      return true
    },
    /** Whether a further instance has a name that is its own. */
    finishName: (others: Connection[]) => {
      const problem = instanceNameProblem(name, others)
      setErrors(problem ? { name: problem } : {})
      return problem === undefined
    },
    finishDestination: () => {
      const found = missing(destinationFields, destination.values)
      setErrors(found)
      return Object.keys(found).length === 0
    },
  }
}

export type Setup = ReturnType<typeof useSetup>
