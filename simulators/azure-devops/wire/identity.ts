import { organizationUrl, type Site } from '../site.ts'
import { personById } from '../state/lookup.ts'
import type { Person } from '../state/model.ts'

export function identityBean(site: Site, person: Person) {
  const avatar = `${organizationUrl(site)}/_apis/GraphProfile/MemberAvatars/${person.descriptor}`
  return {
    displayName: person.name,
    url: `${organizationUrl(site)}/_apis/Identities/${person.id}`,
    _links: { avatar: { href: avatar } },
    id: person.id,
    uniqueName: person.email,
    imageUrl: avatar,
    descriptor: person.descriptor,
  }
}

export function identityById(site: Site, id: string) {
  return identityBean(site, personById(site.state, id))
}
