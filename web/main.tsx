import './ui/mantine.css'
import './ui/theme.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { createAppRouter } from './router.tsx'
import { isEntrance } from './routes/entrance.ts'
import { goOn } from './shell/signed-out.ts'
import { styleNonce } from './style-nonce.ts'
import { readable, theme } from './ui/theme.ts'

const queries = createQueryClient(() => void signedOut())
const router = createAppRouter(queries)

async function signedOut(): Promise<void> {
  const { pathname, href } = router.state.location
  const go = (way: () => Promise<void>) => {
    if (!isEntrance(router.state.location.pathname)) void way()
  }
  if (isEntrance(pathname)) return
  await goOn(queries, {
    toSignIn: () => go(() => router.navigate({ to: '/sign-in', search: { to: href } })),
    toNoWorkspace: () => go(() => router.navigate({ to: '/no-workspace' })),
    toStart: () => window.location.assign('/'),
  })
}

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readable}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
