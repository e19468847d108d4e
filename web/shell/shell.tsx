import { AppShell } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { Navigate, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useAllowed, useMe } from '../api/session.ts'
import { CreateTicketHost } from './create-ticket-host.tsx'
import { useCreateTicket } from './create-ticket.ts'
import { Header } from './header.tsx'
import { Navigation } from './navigation.tsx'
import { PreviewHost } from './preview-host.tsx'
import classes from './shell.module.css'
import type { Shortcut } from './shortcuts.ts'
import { Toasts } from './toasts.tsx'
import { useLive } from './use-live.ts'
import { useShortcuts } from './use-shortcuts.ts'

const NavigationDrawer = lazy(() => import('./navigation-drawer.tsx'))
const SearchDialog = lazy(() => import('../features/search/dialog.tsx'))
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'))

export function Shell() {
  return (
    <PreviewHost>
      <CreateTicketHost>
        <Frame />
      </CreateTicketHost>
    </PreviewHost>
  )
}

function Frame() {
  const [drawer, setDrawer] = useState(false)
  const [help, setHelp] = useState(false)
  const [search, setSearch] = useState(false)
  const main = useMainFocus()
  const act = useActions(() => setHelp(true))
  useLive()
  useShortcuts(act)
  useSearchKey(() => setSearch(true))
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 224, breakpoint: 'sm' }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <Toasts />
      <a href="#main" className={classes['skip']} onClick={() => main.current?.focus()}>
        Skip to the content
      </a>
      <AppShell.Header>
        <Header
          drawerOpened={drawer}
          onDrawer={() => setDrawer(true)}
          onSearch={() => setSearch(true)}
          onShortcuts={() => setHelp(true)}
        />
      </AppShell.Header>
      <AppShell.Navbar visibleFrom="sm" style={{ overflowY: 'auto' }}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1}>
        <div className={classes['page']}>
          <Content />
        </div>
      </AppShell.Main>
      <Suspense>
        {drawer && <NavigationDrawer onClose={() => setDrawer(false)} />}
        {search && <SearchDialog onClose={() => setSearch(false)} onShortcuts={() => setHelp(true)} />}
        {help && <ShortcutsDialog onClose={() => setHelp(false)} />}
      </Suspense>
    </AppShell>
  )
}

/** From wherever the person types, but not over another dialog. */
function useSearchKey(open: () => void) {
  const openUnlessBusy = () => {
    if (!document.querySelector('[role="dialog"]')) open()
  }
  useHotkeys([['mod+K', openUnlessBusy]], [], true)
}

/** Until a member from whom the workspace waits for two-factor has it, there is only their account. */
function Content() {
  const { needsTwoFactor } = useMe()
  const path = useLocation({ select: ({ pathname }) => pathname })
  return needsTwoFactor && path !== '/account' ? <Navigate to="/account" replace /> : <Outlet />
}

/** After going to another page the keyboard and screen readers go on from its beginning. */
function useMainFocus() {
  const main = useRef<HTMLElement>(null)
  const path = useLocation({ select: ({ pathname }) => pathname })
  const shown = useRef(path)
  useEffect(() => {
    if (shown.current === path) return
    shown.current = path
    main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}

function useActions(showHelp: () => void) {
  const navigate = useNavigate()
  const createTicket = useCreateTicket()
  const mayCreate = useAllowed('tickets:create')
  const mayHelp = useAllowed('help-desk:write')
  return (shortcut: Shortcut) => {
    if (shortcut === 'create' && mayCreate) createTicket()
    if (shortcut === 'new-desk-ticket' && mayHelp) void navigate({ to: '/help-desk/new' })
    if (shortcut === 'recommendations') void navigate({ to: '/recommendations' })
    if (shortcut === 'tickets') void navigate({ to: '/tickets' })
    if (shortcut === 'help-desk') void navigate({ to: '/help-desk' })
    if (shortcut === 'desk') void navigate({ to: '/desk' })
    if (shortcut === 'comment') document.querySelector<HTMLElement>('[data-comment]')?.focus()
    if (shortcut === 'search') document.querySelector<HTMLElement>('[data-list-search]')?.focus()
    if (shortcut === 'help') showHelp()
  }
}
