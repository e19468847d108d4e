import type { WebhookSecret } from '../../../api/connections.ts'
import { CopyBlock } from '../../../ui/copy-block.tsx'
import { CopyField } from '../../../ui/copy-field.tsx'
import { Note } from '../../../ui/note.tsx'

/** A secret that was just made, and the script that holds it: no later answer does. */
export function NewSecret({ made: { secret, script } }: { made: WebhookSecret }) {
  return (
    <Note tone="amber" icon="key" title="The secret is shown only now">
      <CopyField label="Webhook secret" value={secret} help="Put it into the tracker before you leave" />
      {script && <CopyBlock label={`${script.title}, with the secret in it`} text={script.text} />}
    </Note>
  )
}
