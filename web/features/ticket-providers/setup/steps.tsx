import { Stack, Stepper, VisuallyHidden } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Connection } from '../../../api/connections.ts'
import { fieldErrors } from '../../../api/problem.ts'
import type { ProviderInfo } from '../../../api/providers.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useNarrow } from '../../../ui/use-narrow.ts'
import { CredentialsStep } from './credentials-step.tsx'
import { RouteStep } from './route-step.tsx'
import { SaveStep } from './save-step.tsx'
import { StepButtons } from './step-buttons.tsx'
import { SwitchQuestion } from './switch-question.tsx'
import { TestStep } from './test-step.tsx'
import { useSaving, type Saving } from './use-saving.ts'
import { useSetup } from './use-setup.ts'

interface StepsProps {
  provider: ProviderInfo
  connection: Connection | null
  /** Gives way when this one is activated. */
  inTheWay: Connection | null
  /** For a further instance of the help desk (C22): the other connections, whose names it cannot have. */
  besides?: Connection[]
  onDirty: (dirty: boolean) => void
  onSaved: (connection: Connection) => void
}

const titles = ['Credentials', 'Test', 'Default route', 'Activate']
const places = ['config', 'destination']
const last = titles.length - 1

export function SetupSteps({ provider, connection, inTheWay, besides, onDirty, onSaved }: StepsProps) {
  const isInstance = besides !== undefined
  const [step, setStep] = useState(0)
  const [asking, setAsking] = useState(false)
  const setup = useSetup(provider, connection)
  const { dirty } = setup
  useEffect(() => onDirty(dirty), [dirty, onDirty])
  const saving = useSaving({ provider, connection, setup, isInstance, onSaved })
  const narrow = useNarrow()
  const shared = { provider, connection, setup }

  const save = (how: Saving) =>
    saving.mutate(how, {
      onSettled: () => setAsking(false),
      onError: (error) => {
        const errors = fieldErrors(error, places)
        setup.setErrors(errors)
        setStep((now) => stepOf(provider, errors) ?? now)
      },
    })
  const goOn = () => {
    saving.reset()
    if (step === 0 && !setup.finishConfig()) return
    if (step === 2 && !setup.finishDestination()) return
    if (step === last && besides && !setup.finishName(besides)) return
    if (step < last) setStep(step + 1)
    else if (inTheWay) setAsking(true)
    else save({ activate: true })
  }
  const keepDraft = () => {
    if (setup.finishConfig()) save({ activate: false })
    else setStep(0)
  }
  const mayDraft = !isInstance && (connection === null || connection.state === 'draft')
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
      {step === 3 && <SaveStep {...shared} inTheWay={inTheWay} isInstance={isInstance} />}
      <ProblemNote
        error={saving.error}
        withFields={stepOf(provider, fieldErrors(saving.error, places)) === null}
      />
      <StepButtons
        next={step === last ? 'Save & Activate' : 'Next'}
        busy={saving.isPending}
        ready={step !== 1 || setup.isTested}
        onNext={goOn}
        onBack={step > 0 ? () => setStep(step - 1) : undefined}
        onDraft={mayDraft ? keepDraft : undefined}
      />
      {asking && inTheWay && (
        <SwitchQuestion
          active={inTheWay}
          next={setup.name.trim() || provider.title}
          busy={saving.isPending}
          onSwitch={(replaceActive) => save({ activate: true, replaceActive })}
          onCancel={() => setAsking(false)}
        />
      )}
    </Stack>
  )
}

/** The step that has the first field the hub did not accept. */
function stepOf({ configFields, destinationFields }: ProviderInfo, errors: Record<string, string>) {
  if (configFields.some(({ name }) => errors[name])) return 0
  return destinationFields.some(({ name }) => errors[name]) ? 2 : null
}
