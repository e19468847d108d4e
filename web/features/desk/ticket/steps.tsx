import { Button, Group, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import type { ServiceTicket } from '../../../api/service-tickets.ts'
import { Icon } from '../../../ui/icon.tsx'
import { operatorMay, type NextStatus } from '../words.ts'
import { stepOrder, stepTexts } from './step-texts.ts'

const StepDialog = lazy(() => import('./step-dialog.tsx'))

/** What the desk is about to do, if anything. */
export function useStep() {
  const [step, setStep] = useState<NextStatus | null>(null)
  return { step, begin: setStep, end: () => setStep(null) }
}

interface StepsProps extends ReturnType<typeof useStep> {
  ticket: ServiceTicket
  mayAct: boolean
}

/** A button for each change of the status that is allowed now (DX3); none once the ticket is over. */
export function Steps({ ticket, mayAct, step, begin, end }: StepsProps) {
  // What the banner offers is the usual step where there is one.
  const isUsual = ticket.waitsFor === 'desk' && !ticket.asksClearCode
  const allowed = mayAct ? stepOrder.filter((status) => ticket.next.desk.includes(status)) : []
  return (
    <Stack gap="xs">
      {allowed.length > 0 && (
        <Group gap="xs" role="group" aria-label="What the desk may do">
          {allowed.map((status, place) => (
            <Button
              key={status}
              size="sm"
              variant={place === 0 && isUsual ? 'filled' : 'default'}
              leftSection={<Icon name={stepTexts[status].icon} size={16} />}
              onClick={() => begin(status)}
            >
              {stepTexts[status].label}
            </Button>
          ))}
        </Group>
      )}
      <Text size="sm" c="dimmed">
        {ticket.operator.displayName} may now {operatorMay(ticket.next.operator)}.
      </Text>
      {step && (
        <Suspense>
          <StepDialog key={step} ticket={ticket} status={step} onClose={end} />
        </Suspense>
      )}
    </Stack>
  )
}
