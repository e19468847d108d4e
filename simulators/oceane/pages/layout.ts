import { pageOf } from '../../ground/pages/layout.ts'

export const page = pageOf({
  product: 'Simulated Oceane',
  disclaimer: 'a stand-in for tests and demos, not an Orange product',
  tint: 'light-dark(#8a3a00, #2a1608)',
  links: [
    { href: '/', text: 'Tickets' },
    { href: '/settings', text: 'Settings' },
  ],
})
