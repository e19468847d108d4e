import { pageOf } from '../../ground/pages/layout.ts'

export const page = pageOf({
  product: 'Simulated ServiceNow',
  disclaimer: 'a stand-in for tests and demos, not a ServiceNow product',
  tint: 'light-dark(#1f3d36, #0d1614)',
  links: [
    { href: '/', text: 'Incidents' },
    { href: '/business-rules', text: 'Business Rules' },
    { href: '/instance', text: 'Instance' },
  ],
})
