import type { Backlink, HelpDeskTracker } from '../../help-desk.ts'
import { pathStep } from '../../path-step.ts'
import { ProviderError } from '../../provider.ts'
import { cleanLine } from '../../text.ts'
import type { JiraClient } from '../client.ts'
import { wireRemoteLink } from './wire.ts'

const pathOf = (issueId: string) => `/issue/${pathStep(issueId)}/remotelink`

/** Jira’s own limit. */
const titleLimit = 255

/**
 * A link to elsewhere on the issue. One with the same global id is written over.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-remote-links/
 */
export function backlinkOf(client: JiraClient): HelpDeskTracker['backlink'] {
  return {
    async set(issueId: string, { id, url, title }: Backlink) {
      const body = {
        globalId: id,
        application: { type: 'crosstie', name: 'Crosstie' },
        relationship: 'help desk ticket',
        object: { url, title: cleanLine(title).slice(0, titleLimit).toWellFormed() || url },
      }
      await client.post(pathOf(issueId), body, wireRemoteLink)
    },

    async remove(issueId: string, { id }: Pick<Backlink, 'id'>) {
      try {
        await client.delete(`${pathOf(issueId)}?${new URLSearchParams({ globalId: id })}`)
      } catch (error) {
        if (!(error instanceof ProviderError && error.fault.kind === 'not-found')) throw error
      }
    },
  }
}
