import { azureDevOps } from './azure-devops/index.ts'
import { jira } from './jira/index.ts'
import { oceane } from './oceane/index.ts'
import type { Provider } from './provider.ts'
import { serviceNow } from './servicenow/index.ts'

/** The one list. A tracker that stands here is in the set-up form, the docs list, the routing editor and the test suite. */
export const providers: Provider[] = [jira, azureDevOps, serviceNow, oceane]

export function providerOf(kind: string): Provider | undefined {
  return providers.find((provider) => provider.kind === kind)
}
