import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { confirmTwoFactor, type BegunTwoFactor } from '../../api/account.ts'
import { fieldErrors } from '../../api/problem.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { RefusalNote } from '../../ui/refusal-note.tsx'
import { inGroups } from './in-groups.ts'
import { QrPicture } from './qr-picture.tsx'

interface ScanFormProps {
  begun: BegunTwoFactor
  onConfirmed: () => void
  onCancel: () => void
}

/** The picture for the app, and the first code as the proof that it was read. */
export function ScanForm({ begun: { uri, secret }, onConfirmed, onCancel }: ScanFormProps) {
  const [code, setCode] = useState('')
  const confirming = useMutation({ mutationFn: confirmTwoFactor, onSuccess: onConfirmed })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Apps show it in two halves.
    confirming.mutate(code.replaceAll(/\s/gu, ''))
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">Scan this picture with the app, or type the key into it.</Text>
        <QrPicture text={uri} label="QR code for the app" />
        <CopyBlock label="Key (time-based, six digits)" text={inGroups(secret)} copies={secret} />
        <TextInput
          label="Code"
          description="The six digits that the app shows now"
          data-autofocus
          required
          withAsterisk={false}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={7}
          value={code}
          error={fieldErrors(confirming.error)['code']}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <RefusalNote error={confirming.error} shown={['code']} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={confirming.isPending} disabled={!code.trim()}>
            Switch on
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
