import { notifications } from '@mantine/notifications'
import type { MouseEvent } from 'react'
import { messageOf } from '../api/problem.ts'
import { requestFile } from '../api/request.ts'
import { chosenWorkspace } from '../api/workspace-choice.ts'

/**
 * What makes a link one that brings a file of the hub. Where a workspace was chosen the link itself would not say so: then the
 * file is fetched.
 */
export function downloadOf(path: string, name: string) {
  return {
    href: path,
    download: name,
    onClick: (event: MouseEvent) => {
      if (chosenWorkspace() === undefined) return
      event.preventDefault()
      void bring(path, name)
    },
  }
}

async function bring(path: string, name: string): Promise<void> {
  try {
    const href = await requestFile(path)
    Object.assign(document.createElement('a'), { href, download: name }).click()
  } catch (error) {
    notifications.show({ color: 'red.8', message: `${name} was not brought. ${messageOf(error)}` })
  }
}
