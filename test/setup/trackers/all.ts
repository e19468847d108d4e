import { azureDevOpsTracker } from './azure-devops.ts'
import { jiraTracker } from './jira.ts'
import { serviceNowTracker } from './servicenow.ts'

/** Every tracker that is built in, simulated. */
export const trackers = [
  { name: 'Jira Cloud', start: jiraTracker },
  { name: 'Azure DevOps', start: azureDevOpsTracker },
  { name: 'ServiceNow', start: serviceNowTracker },
]
