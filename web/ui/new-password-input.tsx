import { PasswordInput } from '@mantine/core'

interface NewPasswordProps {
  label: string
  value: string
  autoFocus?: boolean
  /** What the hub says of how easily it is guessed. */
  error: string | undefined
  onChange: (password: string) => void
}

export function NewPasswordInput({ label, value, autoFocus = false, error, onChange }: NewPasswordProps) {
  return (
    <PasswordInput
      label={label}
      description="8 to 128 characters of any kind, such as a few words that do not belong together. Nothing common, and nothing of your name or address."
      autoComplete="new-password"
      autoFocus={autoFocus}
      required
      withAsterisk={false}
      maxLength={128}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
