/** The page of an incident, inside the instance's frame. */
export const pageOfIncident = (instance: string, sysId: string) =>
  `${instance}/nav_to.do?uri=incident.do%3Fsys_id%3D${sysId}`

/** How each kind of page names its incident: the form, alone or inside a frame, and the page of a workspace. */
const forms = [
  /\bincident\.do\?(?:.*&)?sys_id=([0-9a-f]{32})\b/iu,
  /\bincident\.do\?(?:.*[&=^])?number=([a-z]+\d+)\b/iu,
  /\/record\/incident\/([0-9a-f]{32})(?:\/|$)/iu,
]

/** The sys_id or number that a page's address names. Frames carry the form's address encoded, some of them twice. */
export function incidentIn({ pathname, search }: URL): string | undefined {
  let address = pathname + search
  for (let depth = 0; depth < 3; depth += 1) {
    for (const form of forms) {
      const [, name] = form.exec(address) ?? []
      if (name !== undefined) return name
    }
    try {
      address = decodeURIComponent(address)
    } catch {
      return undefined
    }
  }
  return undefined
}
