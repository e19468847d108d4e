import { Button, Group } from '@mantine/core'

interface StepButtonsProps {
  /** What the main button says. */
  next: string
  busy: boolean
  /** False until the step is done. */
  ready: boolean
  onNext: () => void
  /** Absent on the first step. */
  onBack: (() => void) | undefined
  /** Absent where there is something in use already. */
  onDraft: (() => void) | undefined
}

export function StepButtons({ next, busy, ready, onNext, onBack, onDraft }: StepButtonsProps) {
  return (
    <Group justify="space-between" gap="xs">
      <Button variant="default" disabled={!onBack} onClick={onBack}>
        Back
      </Button>
      <Group gap="xs">
        {onDraft && (
          <Button variant="subtle" px="sm" disabled={busy} onClick={onDraft}>
            Save as draft
          </Button>
        )}
        <Button disabled={!ready} loading={busy} onClick={onNext}>
          {next}
        </Button>
      </Group>
    </Group>
  )
}
