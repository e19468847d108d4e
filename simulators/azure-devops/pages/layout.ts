import { pageOf } from '../../ground/pages/layout.ts'

export const page = pageOf({
  product: 'Simulated Azure DevOps',
  disclaimer: 'a stand-in for tests and demos, not a Microsoft product',
  tint: 'light-dark(#14446b, #0c1a26)',
  links: [
    { href: '/', text: 'Work items' },
    { href: '/hooks', text: 'Service hooks' },
  ],
})
