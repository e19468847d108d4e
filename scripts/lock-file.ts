/** What is read of package-lock.json. */
export interface Lock {
  packages: Record<string, LockEntry>
}

export interface LockEntry {
  version?: string
  license?: string
  resolved?: string
  integrity?: string
  hasInstallScript?: boolean
  dev?: boolean
  optional?: boolean
  devOptional?: boolean
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** Installed where a hub runs; optional ones are the web’s tools, which better-auth names as possible companions. */
export const runsAtAll = ({ dev, optional, devOptional }: LockEntry) => !dev && !optional && !devOptional

/** `node_modules/a/node_modules/@b/c` is `@b/c`. */
export const nameOf = (place: string) => place.split('node_modules/').at(-1) ?? place
