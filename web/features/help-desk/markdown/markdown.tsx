import { lazy, Suspense } from 'react'
import classes from './markdown.module.css'
import { PlainText } from './plain-text.tsx'

const Rendered = lazy(() => import('./rendered.tsx'))

/** A text that was written in Markdown. Its parser comes with the first of them. */
export function Markdown({ text }: { text: string }) {
  return (
    <div className={classes['markdown']}>
      <Suspense fallback={<PlainText text={text} />}>
        <Rendered text={text} />
      </Suspense>
    </div>
  )
}
