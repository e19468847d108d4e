import { Button, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { alarmRuleQuery, type AlarmRule } from '../../api/alarm-rules.ts'
import { alarmDialogQuery } from '../../api/alarms.ts'
import { Gate } from '../../shell/gate.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page } from '../../ui/page.tsx'
import { DeleteQuestion } from './delete-question.tsx'
import { RuleForm } from './rule-form.tsx'

const Back = () => <TextLink to="/workspace/adminsettings/alarm-rules">Alarm rules</TextLink>
const announce = ({ name }: AlarmRule) =>
  notifications.show({ color: 'green.8', message: `The rule ${name} is saved.` })

export function NewRulePage() {
  const asked = useQuery(alarmDialogQuery)
  const navigate = useNavigate()
  return (
    <Gate right="sources:manage">
      <Page title="New alarm rule" eyebrow={<Back />}>
        <Loaded query={asked}>
          {({ attributes }) => (
            <RuleForm
              rule={undefined}
              asked={attributes}
              onSaved={(rule) => {
                announce(rule)
                void navigate({
                  to: '/workspace/adminsettings/alarm-rules/$id',
                  params: { id: rule.id },
                  ignoreBlocker: true,
                })
              }}
            />
          )}
        </Loaded>
      </Page>
    </Gate>
  )
}

export function RulePage() {
  const { id } = useParams({ from: '/shell/workspace/adminsettings/alarm-rules/$id' })
  return (
    <Gate right="sources:manage">
      <Rule key={id} id={id} />
    </Gate>
  )
}

function Rule({ id }: { id: string }) {
  const query = useQuery(alarmRuleQuery(id))
  const asked = useQuery(alarmDialogQuery)
  /** A saved rule starts the form afresh. */
  const [edition, setEdition] = useState(0)
  const [deleting, setDeleting] = useState(false)
  const rule = query.data
  return (
    <Page
      title={rule?.name ?? 'Alarm rule'}
      eyebrow={<Back />}
      lead={rule?.scope}
      actions={
        rule && (
          <Button variant="default" onClick={() => setDeleting(true)}>
            Delete rule
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(found) => (
          <Stack gap="lg">
            {found.problem && <Problem text={found.problem} />}
            <Loaded query={asked}>
              {({ attributes }) => (
                <RuleForm
                  key={edition}
                  rule={found}
                  asked={attributes}
                  onSaved={(saved) => {
                    announce(saved)
                    setEdition((now) => now + 1)
                  }}
                />
              )}
            </Loaded>
            {deleting && <DeleteQuestion rule={found} onClose={() => setDeleting(false)} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Problem({ text }: { text: string }) {
  return (
    <Note tone="red" icon="alert" role="status" title="The rule cannot create tickets">
      <Text size="sm">{text} What waits for it is tried again by itself, and at once when you save.</Text>
    </Note>
  )
}
