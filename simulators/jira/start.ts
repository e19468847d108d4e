import { runAlone } from '../ground/alone.ts'
import { startJira } from './index.ts'

await runAlone('Jira', 4010, startJira)
