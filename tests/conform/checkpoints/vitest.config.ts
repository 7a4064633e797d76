import { defineConfig } from 'vitest/config';

// The suite of the library registers its tests with the globals.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['checkpointer.suite.ts'],
    globals: true,
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
