import { azureDevOpsTracker } from './azure-devops.ts'
import { jiraDataCenterTracker, jiraTracker } from './jira.ts'
import { serviceNowTracker } from './servicenow.ts'

/** Every tracker that is built in, simulated. */
export const trackers = [
  { name: 'Jira Cloud', start: jiraTracker },
  { name: 'Jira Data Center', start: jiraDataCenterTracker },
  { name: 'Azure DevOps', start: azureDevOpsTracker },
  { name: 'ServiceNow', start: serviceNowTracker },
]
