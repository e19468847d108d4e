/** What people call an instance in a sentence: the first one is always named “Default” (C24), which says nothing there. */
export const trackerName = (name: string): string => (name === 'Default' ? 'Jira' : name)
