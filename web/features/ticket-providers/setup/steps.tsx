import { Button, Group, Stack, Stepper, VisuallyHidden } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { saveConnection, type Connection } from '../../../api/connections.ts'
import { fieldErrors } from '../../../api/problem.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { CredentialsStep } from './credentials-step.tsx'
import { RouteStep } from './route-step.tsx'
import { SaveStep } from './save-step.tsx'
import { TestStep } from './test-step.tsx'
import { useSetup, type Setup } from './use-setup.ts'
import { savedOver, valuesToSend } from './values.ts'

interface StepsProps {
  provider: ProviderInfo
  connection: Connection | null
  onDirty: (dirty: boolean) => void
  onDone: () => void
}

const titles = ['Credentials', 'Test', 'Default route', 'Activate']
const last = titles.length - 1

export function SetupSteps({ provider, connection, onDirty, onDone }: StepsProps) {
  const [step, setStep] = useState(0)
  const [name, setName] = useState(connection?.name ?? '')
  const setup = useSetup(provider, connection)
  const dirty = setup.dirty || name !== (connection?.name ?? '')
  useEffect(() => onDirty(dirty), [dirty, onDirty])
  const saving = useSaving({ provider, connection, onDone })
  const narrow = useNarrow()
  const shared = { provider, setup }
  const canGoOn = step !== 1 || setup.isTested

  const goOn = () => {
    if (step === 0 && !setup.finishConfig()) return
    if (step === 2 && !setup.finishDestination()) return
    if (step < last) setStep(step + 1)
    else save()
  }
  const save = () => {
    const onError = (error: Error) => {
      const errors = fieldErrors(error, ['config', 'destination'])
      setup.setErrors(errors)
      const wrong = stepOf(provider, errors)
      if (wrong !== null) setStep(wrong)
    }
    saving.mutate({ setup, name: name.trim() }, { onError })
  }
  return (
    <Stack gap="lg">
      <Stepper active={step} size="xs" wrap={false} onStepClick={setStep}>
        {titles.map((title, index) => (
          <Stepper.Step
            key={title}
            // A narrow screen has room for one name: the step where the person is.
            label={narrow && index !== step ? <VisuallyHidden>{title}</VisuallyHidden> : title}
            allowStepSelect={index < step}
          />
        ))}
      </Stepper>
      {step === 0 && <CredentialsStep {...shared} />}
      {step === 1 && <TestStep {...shared} onBack={() => setStep(0)} />}
      {step === 2 && <RouteStep {...shared} />}
      {step === 3 && (
        <SaveStep
          {...shared}
          name={name}
          onName={setName}
          isActive={connection?.state === 'active'}
          error={saving.error}
        />
      )}
      <Group justify="space-between">
        <Button variant="default" disabled={step === 0} onClick={() => setStep(step - 1)}>
          Back
        </Button>
        <Button disabled={!canGoOn} loading={saving.isPending} onClick={goOn}>
          {step === last ? 'Save & Activate' : 'Next'}
        </Button>
      </Group>
    </Stack>
  )
}

/** The step that has the first field the hub did not accept. */
function stepOf({ configFields, destinationFields }: ProviderInfo, errors: Record<string, string>) {
  if (configFields.some(({ name }) => errors[name])) return 0
  return destinationFields.some(({ name }) => errors[name]) ? 2 : null
}

function useSaving({ provider, connection, onDone }: Omit<StepsProps, 'onDirty'>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ setup, name }: { setup: Setup; name: string }) =>
      saveConnection(
        {
          provider: provider.kind,
          ...(name ? { name } : {}),
          config: setup.trial.config,
          destination: valuesToSend(provider.destinationFields, setup.destination),
        },
        savedOver(provider.configFields, setup.config, connection),
      ),
    onSuccess: ({ name }) => {
      notifications.show({
        color: 'green.8',
        title: `${name} is active`,
        message: 'Tickets can be created now.',
      })
      void queries.invalidateQueries()
      onDone()
    },
  })
}
