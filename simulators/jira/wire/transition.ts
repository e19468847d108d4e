import { apiBase, type Site } from '../site.ts'
import { byId } from '../state/lookup.ts'
import type { Transition } from '../state/model.ts'
import { resolutionBean, statusBean } from './catalogue.ts'

/** A transition; the fields of its screen come with `expand=transitions.fields`. */
export function transitionBean(site: Site, transition: Transition, expand: string[]) {
  const base = apiBase(site)
  return {
    id: transition.id,
    name: transition.name,
    to: statusBean(base, byId(site.state.statuses, transition.to)),
    hasScreen: transition.requires.length > 0,
    isGlobal: false,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    looped: false,
    ...(expand.includes('transitions.fields') && {
      fields: Object.fromEntries(transition.requires.map((field) => [field, screenField(site, base, field)])),
    }),
  }
}

function screenField(site: Site, base: string, field: string) {
  const isResolution = field === 'resolution'
  return {
    required: true,
    schema: { type: isResolution ? 'resolution' : 'string', system: field },
    name: isResolution ? 'Resolution' : field,
    key: field,
    hasDefaultValue: false,
    operations: ['set'],
    ...(isResolution && {
      allowedValues: site.state.resolutions.map((resolution) => resolutionBean(base, resolution)),
    }),
  }
}
