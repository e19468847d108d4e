import { useQuery } from '@tanstack/react-query'
import { alarmRulesQuery } from '../../api/alarm-rules.ts'
import { Gate } from '../../shell/gate.tsx'
import { some } from '../../ui/amounts.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { ListSummary } from '../../ui/list-notices.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { RuleTable } from './rule-table.tsx'

const most = 50

export function AlarmRulesPage() {
  return (
    <Gate right="sources:manage">
      <AlarmRules />
    </Gate>
  )
}

function AlarmRules() {
  const query = useQuery(alarmRulesQuery)
  const count = query.data?.length ?? 0
  return (
    <Page
      title="Alarm rules"
      lead="Tickets that alarms get by themselves. The first rule that matches an alarm has it."
      actions={count > 0 && count < most && <AddRule />}
    >
      <Loaded query={query}>
        {(rules) =>
          rules.length === 0 ? (
            <Empty title="No rules yet" step={<AddRule />}>
              Without a rule, people create tickets from alarms. A rule does it for those that match, once
              they have been raised for as long as it says, and can give alarms that belong together one
              ticket.
            </Empty>
          ) : (
            <>
              <ListSummary
                count={
                  rules.length < most ? some(rules.length, 'rule') : `${most} rules, the most there may be`
                }
                onClear={undefined}
              />
              <RuleTable rules={rules} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

const AddRule = () => <ButtonLink to="/workspace/adminsettings/alarm-rules/new">Add rule</ButtonLink>
