import { pageOf } from '../../ground/pages/layout.ts'

export const page = pageOf({
  product: 'Simulated Jira',
  disclaimer: 'a stand-in for tests and demos, not an Atlassian product',
  tint: 'light-dark(#24324d, #10141c)',
  links: [
    { href: '/', text: 'Issues' },
    { href: '/webhooks', text: 'WebHooks' },
  ],
})
