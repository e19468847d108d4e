import type { Deps } from '../../deps.ts'

/** How a verb asks a tracker: at once, or, while a transaction is open, before that is begun anew. */
export interface Answers {
  /**
   * @param question the same for the same question
   * @param ask is given deps that are in no transaction
   */
  of<T>(question: string, ask: (deps: Deps) => Promise<T>): Promise<T>
}

export const askAtOnce = (deps: Deps): Answers => ({ of: (_question, ask) => ask(deps) })

/** Ends a transaction that would have to wait for a tracker. */
class MustAsk extends Error {
  readonly question: string
  readonly ask: (deps: Deps) => Promise<unknown>
  constructor(question: string, ask: (deps: Deps) => Promise<unknown>) {
    super('A tracker has to be asked first.')
    this.name = 'MustAsk'
    this.question = question
    this.ask = ask
  }
}

type Known = { answer: unknown } | { error: unknown }

/** More questions than any work has. */
const mostQuestions = 5

/**
 * Does work in a transaction of its own that needs a tracker's answers. A transaction does not wait for a tracker, so where an
 * answer is missing it ends, the tracker is asked, and the work begins anew with what it said.
 */
export async function withAnswers<T>(deps: Deps, work: (answers: Answers) => Promise<T>): Promise<T> {
  const known = new Map<string, Known>()
  const answers: Answers = {
    async of<A>(question: string, ask: (outside: Deps) => Promise<A>): Promise<A> {
      const before = known.get(question)
      if (!before) throw new MustAsk(question, ask)
      if ('error' in before) throw before.error
      return before.answer as A
    },
  }
  for (;;) {
    try {
      return await work(answers)
    } catch (error) {
      if (!(error instanceof MustAsk) || known.size >= mostQuestions) throw error
      known.set(error.question, await answered(deps, error))
    }
  }
}

async function answered(deps: Deps, { ask }: MustAsk): Promise<Known> {
  try {
    return { answer: await ask(deps) }
  } catch (error) {
    return { error }
  }
}
