import { expect, test } from 'vitest'
import { html } from './html.ts'

test('what is put into markup is escaped, markup itself is not escaped twice', () => {
  const inner = html`<b>${'<script>&"\''}</b>`
  expect(html`<p title="${'"x"'}">${inner}${false}${null}</p>`.markup).toBe(
    '<p title="&quot;x&quot;"><b>&lt;script&gt;&amp;&quot;&#39;</b></p>',
  )
})
