import { runAlone } from '../ground/alone.ts'
import { livelySeed, startOceane } from './index.ts'

await runAlone('Oceane', 4040, (options) => startOceane({ ...options, seed: livelySeed }))
