import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { ButtonLink } from '../ui/links.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, Failed } from '../ui/states.tsx'

export function PageMissing() {
  return (
    <Page title="Page not found">
      <Empty title="There is no such page" step={<ButtonLink to="/">To the start page</ButtonLink>}>
        The address may be mistyped, or the page has moved.
      </Empty>
    </Page>
  )
}

/** A page that failed as a whole: a call it cannot do without, or a fault of our own. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Page title="Something went wrong">
      <Failed error={error} retry={again} />
    </Page>
  )
}
