import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{api,app,client,jobs,lib,db,domain,demo,auth,cli,components,messages}/**/*.test.{ts,tsx}'],
    globalSetup: ['db/testing-server.ts'],
    // By itself it leaves one core to whoever watches; most of a test's work is PostgreSQL's anyway.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
