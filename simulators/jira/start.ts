import { runAlone } from '../ground/alone.ts'
import { startJira } from './index.ts'

const edition = process.env['EDITION'] === 'server' ? 'server' : 'cloud'

await runAlone('Jira', 4010, (options) => startJira({ ...options, edition }))
