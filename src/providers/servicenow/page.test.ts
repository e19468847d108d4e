import { expect, test } from 'vitest'
import { incidentIn, pageOfIncident } from './page.ts'

const id = '26d1744d47603110d737cd9bd36d436b'

test.each([
  [`/nav_to.do?uri=incident.do%3Fsys_id%3D${id}`, id],
  [`/nav_to.do?uri=%2Fincident.do%3Fsys_id%3D${id}%26sysparm_view%3D`, id],
  [`/incident.do?sysparm_view=&sys_id=${id}`, id],
  [`/now/nav/ui/classic/params/target/incident.do%3Fsys_id%3D${id}`, id],
  [`/now/nav/ui/classic/params/target/incident.do%253Fsys_id%253D${id}`, id],
  [`/now/sow/record/incident/${id}`, id],
  [`/now/sow/record/incident/${id}/params/selected-tab/1`, id],
  ['/nav_to.do?uri=incident.do?sysparm_query=number=INC0010001', 'INC0010001'],
  ['/incident_list.do?sysparm_query=active=true', undefined],
  [`/problem.do?sys_id=${id}`, undefined],
  ['/%E0%A4%A', undefined],
])('The page %s shows %s', (path, shown) => {
  expect(incidentIn(new URL(`https://acme.service-now.com${path}`))).toBe(shown)
})

test('The hub’s own link leads to the incident', () => {
  expect(incidentIn(new URL(pageOfIncident('https://acme.service-now.com', id)))).toBe(id)
})
