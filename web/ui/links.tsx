import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { Icon } from './icon.tsx'

type PlainAnchor = AnchorProps & Omit<ComponentPropsWithRef<'a'>, keyof AnchorProps>
type PlainButton = ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>

/** A link inside the application. */
export const PageLink = createLink((props: PlainAnchor) => <Anchor {...props} />)

/** The same within a sentence, where colour alone would not show that it is a link. */
export const TextLink = createLink((props: PlainAnchor) => <Anchor inherit underline="always" {...props} />)

/** The same, looking like a button. */
export const ButtonLink = createLink((props: PlainButton) => <Button component="a" {...props} />)

/** A link to the tracker. Only web addresses: a link text from outside must not become a script. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  if (!/^https?:\/\//iu.test(href)) return <>{children}</>
  return (
    <Anchor
      href={href}
      target="_blank"
      rel="noreferrer"
      inherit
      style={{ display: 'inline-flex', alignItems: 'center', gap: '0.25em', whiteSpace: 'nowrap' }}
    >
      {children}
      <Icon name="open" size={14} />
    </Anchor>
  )
}
