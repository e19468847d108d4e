import { organizationUrl, startAzureDevOps } from '../../simulators/azure-devops/index.ts'
import { startConsole } from '../../simulators/console/index.ts'
import { startJira } from '../../simulators/jira/index.ts'
import { startOceane } from '../../simulators/oceane/index.ts'
import { startServiceNow } from '../../simulators/servicenow/index.ts'

/** A simulated tracker, and what is typed into its card. */
export interface DemoTracker {
  title: string
  url: string
  fields: [name: string, value: string][]
  close(): Promise<void>
}

/** On the usual port, or on any where that one is taken. */
async function onPort<S>(port: number, start: (options: { port: number }) => Promise<S>): Promise<S> {
  try {
    return await start({ port })
  } catch {
    return start({ port: 0 })
  }
}

export async function startTrackers(): Promise<DemoTracker[]> {
  const jira = await onPort(4010, startJira)
  const dataCenter = await onPort(4011, (options) => startJira({ ...options, edition: 'server' }))
  const ado = await onPort(4020, startAzureDevOps)
  const serviceNow = await onPort(4030, startServiceNow)
  const oceane = await onPort(4040, startOceane)
  return [
    {
      title: 'Jira Cloud',
      url: jira.url,
      fields: [
        ['Jira URL', jira.url],
        ['Email', 'crosstie@example.com'],
        ['API Token', 'jira-token'],
        ['Default Project Key', 'INFRA'],
      ],
      close: () => jira.close(),
    },
    {
      title: 'Jira Data Center (instead, or beside it as a further instance of the help desk)',
      url: dataCenter.url,
      fields: [
        ['Edition', 'Server or Data Center'],
        ['Jira URL', dataCenter.url],
        ['Jira User Name', 'crosstie'],
        ['API Token', 'jira-password'],
        ['Default Project Key', 'INFRA'],
      ],
      close: () => dataCenter.close(),
    },
    {
      title: 'Azure DevOps',
      url: ado.url,
      fields: [
        ['Organization URL', organizationUrl(ado)],
        ['Personal Access Token', 'ado-token'],
      ],
      close: () => ado.close(),
    },
    {
      title: 'ServiceNow',
      url: serviceNow.url,
      fields: [
        ['Instance URL', serviceNow.url],
        ['Username', 'crosstie.integration'],
        ['Password', 'snow-password'],
      ],
      close: () => serviceNow.close(),
    },
    {
      title: 'Orange Oceane',
      url: oceane.url,
      fields: [
        ['IP address/host', oceane.url],
        ['Client ID', 'crosstie-client'],
        ['Client Secret', 'oceane-secret'],
        ['User ID', 'Crosstie'],
      ],
      close: () => oceane.close(),
    },
  ]
}

/** A simulated alarm console, and what the hub is told about it. */
export async function startDemoConsole() {
  const simulated = await onPort(4050, startConsole)
  const writeBack = {
    method: 'PUT',
    url: `${simulated.url}/api/alarms/{{agent}}/{{rootKey}}/properties`,
    headers: [{ name: 'Authorization', value: `Bearer ${simulated.state.key}` }],
    body: '{\n  "{{ticketIdName}}": "{{ticketId}}",\n  "{{ticketUrlName}}": "{{ticketUrl}}"\n}',
  }
  return { url: simulated.url, writeBack, close: () => simulated.close() }
}
