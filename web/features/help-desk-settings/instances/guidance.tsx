import { Accordion, Kbd, List, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Topic {
  name: string
  title: string
  steps: string[]
  /** Said once more after the steps. */
  note?: ReactNode
}

const shortcuts = (
  <>
    Quickest: on any page of Jira press <Kbd>g</Kbd> <Kbd>g</Kbd>, or <Kbd>.</Kbd> on an issue, and type the
    name of the page, such as “Issue Linking”.
  </>
)

const topics: Topic[] = [
  {
    name: 'linking',
    title: 'Switch issue linking on in Jira',
    steps: [
      'Sign in to Jira as a user with the global permission Jira Administrators.',
      'Open Jira Administration (the cog) > System > Issue Features > Issue Linking.',
      'If it says that issue linking is off, choose Activate.',
    ],
    note: shortcuts,
  },
  {
    name: 'permission',
    title: 'Give the integration user the Link Issues permission',
    steps: [
      'Sign in to Jira as a user with the global permission Jira Administrators.',
      'Open Jira Administration (the cog) > Issues > Permission schemes. Every project that issues go to has one: Project settings > Permissions names it.',
      'In each of these schemes find Link Issues, choose Edit, and give it to the integration user, one of its groups, or a project role that it has.',
      'The user also needs Browse Projects, Create Issues and Add Comments there. Test Connection under Ticket Providers shows each with ✓ or ✗.',
    ],
    note: shortcuts,
  },
  {
    name: 'private',
    title: 'Keep a comment private in Jira',
    steps: [
      'A comment that is restricted to a project role or a group never comes over to tickets, and neither does an internal note.',
      'The role is chosen when an issue is edited in its full edit mode: open the issue itself and write the comment there. The pop-up offers no role.',
      'A comment that came over before it was restricted stays on the ticket as an internal action, which customers do not see: delete it there if nobody should read it.',
    ],
  },
  {
    name: 'schedule',
    title: 'When changes arrive',
    steps: [
      'With a webhook at once. Without one with the next poll: every 15 minutes, unless it is set otherwise under Ticket Providers > Limits and polling.',
      'Sync now on a ticket reads its issue at once.',
      'What went wrong with a single ticket stands in its history; what concerns the whole instance, such as a refused sign-in, only under Sync errors.',
    ],
  },
]

/** What has to be set in Jira itself (C18–C20), and what its users should know (C14, C53). */
export function Guidance() {
  return (
    <section aria-labelledby="guidance">
      <Title order={2} size="h4" mb="sm" id="guidance">
        What to do in Jira
      </Title>
      <Accordion variant="separated" order={3}>
        {topics.map(({ name, title, steps, note }) => (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>{title}</Accordion.Control>
            <Accordion.Panel>
              <List size="sm" type="ordered" spacing={4}>
                {steps.map((step) => (
                  <List.Item key={step}>{step}</List.Item>
                ))}
              </List>
              {note && (
                <Text size="sm" mt="sm">
                  {note}
                </Text>
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  )
}
