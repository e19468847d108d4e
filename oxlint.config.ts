import { defineConfig } from 'oxlint'

/**
 * The walls of docs/architecture.md: for each folder, the folders it may import.
 * `domain` is pure; providers, sources and store do not know each other.
 */
const walls: Record<string, string[]> = {
  domain: [],
  providers: ['domain'],
  sources: ['domain'],
  store: ['domain'],
  audit: ['domain', 'store'],
  connections: ['domain', 'providers', 'store', 'audit'],
  'service-tickets': ['domain', 'store'],
  intake: ['domain', 'providers', 'sources', 'store', 'audit', 'connections'],
  outbound: ['domain', 'providers', 'sources', 'store', 'connections'],
  inbound: ['domain', 'providers', 'sources', 'store', 'connections', 'service-tickets'],
  desk: [
    'domain',
    'providers',
    'sources',
    'store',
    'audit',
    'connections',
    'service-tickets',
    'outbound',
    'inbound',
  ],
  admin: ['domain', 'providers', 'sources', 'store', 'audit', 'connections'],
  jobs: ['domain', 'store', 'audit', 'connections', 'intake', 'outbound', 'inbound', 'admin'],
  http: [
    'domain',
    'providers',
    'sources',
    'store',
    'audit',
    'connections',
    'service-tickets',
    'intake',
    'inbound',
    'desk',
    'admin',
  ],
}

/** A library that only one folder may import. */
const owners: Record<string, string[]> = {
  store: ['kysely', 'pg', '@electric-sql/pglite'],
  jobs: ['pg-boss'],
  http: ['fastify', 'better-auth', '@fastify/*', 'fastify-type-provider-zod', '@scalar/*'],
}

const folders = [...Object.keys(walls), 'cli']

function restrict(folder: string, allowed: string[]): ['error', { patterns: object[] }] {
  const closed = folders.filter((name) => name !== folder && !allowed.includes(name))
  const foreign = Object.entries(owners).flatMap(([owner, names]) => (owner === folder ? [] : names))
  return [
    'error',
    {
      patterns: [
        ...(closed.length > 0
          ? [
              {
                regex: `^(\\.\\./)+(${closed.join('|')})/`,
                message: `src/${folder}/ may import only ${allowed.join(', ') || 'itself'}.`,
              },
            ]
          : []),
        {
          regex: '^(\\.\\./)+(web|simulators|test|bench)/',
          message: 'src/ imports nothing from outside src/.',
        },
        { group: foreign, message: 'This library belongs to one folder: see docs/architecture.md.' },
      ],
    },
  ]
}

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'react'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['dist/**', 'data/**', 'node_modules/**'],
  rules: {
    'max-lines': ['error', { max: 300 }],
    'max-params': ['error', { max: 3 }],
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'import/no-cycle': 'error',
    'import/no-default-export': 'off',
    'import/no-unassigned-import': 'off',
    'no-await-in-loop': 'off',
    'react/react-in-jsx-scope': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/require-module-specifiers': 'off',
    'no-console': 'error',
  },
  overrides: [
    ...Object.entries(walls).map(([folder, allowed]) => ({
      files: [`src/${folder}/**/*.ts`],
      excludeFiles: ['**/*.test.ts'],
      rules: { 'no-restricted-imports': restrict(folder, allowed) },
    })),
    {
      files: ['web/**/*.ts', 'web/**/*.tsx'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: '/src/(?!http/contract/)',
                message: 'web/ knows the hub only by the shapes in src/http/contract/.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['simulators/**/*.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          { patterns: [{ regex: '/src/', message: 'A simulator imports nothing from src/.' }] },
        ],
      },
    },
    { files: ['**/*.test.ts', '**/*.test.tsx'], rules: { 'max-lines': ['error', { max: 500 }] } },
    { files: ['src/cli/**', 'scripts/**', 'bench/**', 'test/**'], rules: { 'no-console': 'off' } },
  ],
})
