/* Who may import whom (architecture: CONTRIBUTING, Layout). A rule that stands in the way shows a design to mend. */
const node = ['core'];
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-imports-itself-only',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(electron|db|renderer|tests|tools)/' },
    },
    {
      name: 'shared-knows-no-node-or-screen',
      severity: 'error',
      from: { path: '^shared/' },
      to: { dependencyTypes: node },
    },
    {
      name: 'shared-knows-no-framework',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: 'node_modules/(react|react-dom|@mui|electron|knex|pg|@signalapp)/' },
    },
    {
      name: 'db-imports-shared-only',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(electron|renderer|tests|tools)/|node_modules/electron/' },
    },
    {
      name: 'electron-knows-no-window',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|tests|tools)/' },
    },
    {
      name: 'renderer-knows-no-main',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|db|tests|tools)/' },
    },
    {
      name: 'renderer-knows-no-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: node },
    },
    {
      name: 'features-meet-at-their-index',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: {
        path: '^renderer/features/',
        pathNot: ['^renderer/features/$1/', '^renderer/features/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'only-shell-and-ipc-know-electron',
      severity: 'error',
      from: {
        path: '^electron/',
        pathNot:
          '^electron/(main\\.ts|shell/|ipc/handle\\.ts|preload/|documents/print-window\\.ts)',
      },
      to: { path: 'node_modules/electron/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|test-results)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
