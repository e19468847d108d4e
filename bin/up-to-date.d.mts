export function isUpToDate(built: string, sources: string[]): boolean
