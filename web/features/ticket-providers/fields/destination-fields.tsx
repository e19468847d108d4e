import type { FormField } from '../../../api/providers.ts'
import { ChoiceField, type ChoiceSource } from './choice-field.tsx'
import { ProviderField } from './provider-field.tsx'
import type { DestinationForm } from './use-destination.ts'

interface DestinationFieldsProps {
  fields: FormField[]
  form: DestinationForm
  source: ChoiceSource
  errors: Record<string, string>
  onChange: (name: string) => void
}

/** The fields of a destination as the provider declares them, with the choices that the tracker offers now. */
export function DestinationFields({ fields, form, source, errors, onChange }: DestinationFieldsProps) {
  const { values, names, choose } = form
  return fields.map((field) => {
    const { name, title, help, required, tree, dependsOn = [] } = field
    const value = values[name] ?? ''
    if (!field.choices) {
      const type = (text: string) => {
        choose(name, { value: text, label: text })
        onChange(name)
      }
      return <ProviderField key={name} field={field} value={value} error={errors[name]} onChange={type} />
    }
    return (
      <ChoiceField
        key={name}
        label={title}
        name={name}
        source={source}
        within={Object.fromEntries(dependsOn.map((parent) => [parent, values[parent] ?? '']))}
        ready={dependsOn.every((parent) => values[parent])}
        required={required}
        orTyped={required}
        tree={tree}
        help={help}
        error={errors[name]}
        value={value}
        knownAs={names[name]}
        onChange={(choice) => {
          choose(name, choice)
          onChange(name)
        }}
      />
    )
  })
}
