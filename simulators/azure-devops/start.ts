import { runAlone } from '../ground/alone.ts'
import { startAzureDevOps } from './index.ts'

await runAlone('Azure DevOps', 4020, startAzureDevOps)
