/** Who may import whom: lib ← db ← domain ← {api, jobs, cli, auth, app} and lib ← components ← app. */
const only = (room, allowed) => ({
  name: `${room}-imports-only-${allowed.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^${room}/`, pathNot: '\\.test\\.tsx?$' },
  to: {
    path: '^(app|api|auth\\.ts|auth|bench|chaos|cli|components|db|demo|domain|e2e|jobs|lib)(/|$)',
    pathNot: [room, ...allowed].map((name) => `^${name}(/|$)`),
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('lib', []),
    only('db', ['lib']),
    only('domain', ['lib', 'db']),
    only('auth', ['lib', 'db', 'domain']),
    only('api', ['lib', 'db', 'domain']),
    only('jobs', ['lib', 'db', 'domain']),
    only('demo', ['lib', 'db', 'domain']),
    only('cli', ['lib', 'db', 'domain', 'demo', 'api', 'jobs']),
    only('app', ['lib', 'db/portal.ts', 'db/readiness.ts', 'domain', 'auth', 'api', 'components']),
    {
      name: 'components-know-only-types-of-domain',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|api|auth|cli|db|demo|jobs|domain)(/|$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-is-free-of-frameworks',
      severity: 'error',
      from: { path: '^(domain|db|lib)/' },
      to: { path: 'node_modules/(next|react|react-dom|hono|next-auth|next-intl)/' },
    },
    {
      name: 'client-code-never-reaches-the-server',
      severity: 'error',
      from: { path: '^(app|components|domain|lib|auth)/' },
      to: { path: '^(bench|chaos|e2e)/' },
    },
    {
      name: 'nothing-outside-tests-imports-test-support',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|^(e2e|bench|chaos|cli)/|testing\\.ts$' },
      to: { path: 'testing\\.ts$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.next|\\.data' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
