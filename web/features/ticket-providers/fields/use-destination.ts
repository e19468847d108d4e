import { useState } from 'react'
import type { FormField } from '../../../api/providers.ts'
import { namesToSend, startingNames } from './names.ts'
import type { Choice } from './tree.ts'
import { afterChange, startingValues, valuesToSend, type Values } from './values.ts'

interface Start {
  destination: Record<string, unknown>
  names: Record<string, string>
}

/** What is chosen in the fields of a destination, and what the tracker calls it. */
export function useDestination(fields: FormField[], start: Start) {
  const [values, setValues] = useState<Values>(() => startingValues(fields, start.destination))
  const [names, setNames] = useState(() => startingNames(start.destination, start.names))
  return {
    values,
    names: namesToSend(names, values),
    toSend: valuesToSend(fields, values),
    setValues,
    choose: (name: string, { value, label }: Choice) => {
      setValues((now) => afterChange(fields, now, { name, value }))
      setNames((now) => ({ ...now, [name]: { value, label } }))
    },
  }
}

export type DestinationForm = ReturnType<typeof useDestination>
