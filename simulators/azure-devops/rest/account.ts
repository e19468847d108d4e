import { organizationUrl } from '../site.ts'
import { guidOf } from '../state/ids.ts'
import type { Answer } from '../../ground/api.ts'
import { ok } from './answer.ts'
import type { RestRequest, Route } from './request.ts'

function connectionData({ site }: RestRequest): Answer {
  const { me, organizationId } = site.state
  const user = {
    id: me.id,
    descriptor: `Microsoft.IdentityModel.Claims.ClaimsIdentity;${me.email}`,
    subjectDescriptor: me.descriptor,
    providerDisplayName: me.name,
    isActive: true,
    properties: { Account: { $type: 'System.String', $value: me.email } },
    resourceVersion: 2,
    metaTypeId: 0,
  }
  return ok({
    authenticatedUser: user,
    authorizedUser: user,
    instanceId: organizationId,
    deploymentId: guidOf('deployment'),
    deploymentType: 'hosted',
    locationServiceData: {
      serviceOwner: guidOf('service owner'),
      defaultAccessMappingMoniker: 'PublicAccessMapping',
      lastChangeId: 1,
      clientCacheTimeToLive: 3600,
      accessPoint: `${organizationUrl(site)}/`,
    },
  })
}

export const accountRoutes: Route[] = [
  { method: 'GET', path: '/connectionData', handle: { isPreview: true, run: connectionData } },
]
