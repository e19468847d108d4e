import { singleSignOnRefusals } from '../../../src/http/contract/single-sign-on-refusals.ts'

/** Why single sign-on let nobody in, by the code that stands in the address. */
export const refusalWords = (code: string): string =>
  Object.entries(singleSignOnRefusals).find(([known]) => known === code)?.[1] ?? singleSignOnRefusals.failed
