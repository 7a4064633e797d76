import { defineConfig } from 'vitest/config';

const NEVER = ['node_modules/**', '.data/**'];
const NEEDS_SERVICES = ['**/*.int.test.ts', '**/*.browser.test.ts', 'tests/e2e/**/*.test.ts'];
const NEEDS_DOCKER = ['tests/containers/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...NEVER, ...NEEDS_SERVICES, ...NEEDS_DOCKER],
        },
      },
      { extends: true, test: { name: 'services', include: NEEDS_SERVICES, exclude: NEVER } },
      {
        extends: true,
        test: {
          name: 'containers',
          include: NEEDS_DOCKER,
          exclude: NEVER,
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['{contract,platform,database,models,knowledge,tools,agents,graph,web}/**/*.ts'],
      exclude: [
        '**/*.test.ts',
        '**/testing.ts',
        '**/testing/**',
        '**/main.ts',
        '**/*-main.ts',
        'graph/studio.ts',
      ],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90 },
    },
  },
});
