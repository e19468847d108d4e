const key = 'crosstie-workspace'

/**
 * The workspace that somebody with several has chosen, by its id: each tab keeps its own, and a new one begins with the last
 * that was chosen. Absent: the hub takes their first.
 */
export function chosenWorkspace(): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? undefined
  } catch {
    // Some browsers are set to keep nothing.
    return undefined
  }
}

export function chooseWorkspace(id: string): void {
  sessionStorage.setItem(key, id)
  localStorage.setItem(key, id)
}

export function forgetWorkspace(): void {
  sessionStorage.removeItem(key)
  localStorage.removeItem(key)
}

/** Says to the hub in which workspace something is asked. */
export function workspaceHeader(): Record<string, string> {
  const id = chosenWorkspace()
  return id === undefined ? {} : { 'x-crosstie-workspace': id }
}
