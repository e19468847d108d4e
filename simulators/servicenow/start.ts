import { runAlone } from '../ground/alone.ts'
import { startServiceNow } from './index.ts'

await runAlone('ServiceNow', 4030, startServiceNow)
