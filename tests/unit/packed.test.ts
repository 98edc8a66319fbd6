import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asksForRemote } from '../../electron/shell/remote-switches';

describe('a release build', () => {
  test.each([
    '--remote-debugging-port=9222',
    '-remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--remote-debugging-address=0.0.0.0',
    '--remote-allow-origins=*',
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--inspect-wait',
    '--INSPECT-port=1',
    '/remote-debugging-port=9222',
    '--load-extension=/tmp/x',
    '--auto-open-devtools-for-tabs',
  ])('quits at %s', (argument) => {
    expect(asksForRemote(['/opt/liaison/liaison', argument])).toBe(true);
  });

  test.each(['--no-sandbox', '--disable-gpu', '--inspector-of-beds', '/home/u/inspect.hl7'])(
    'starts with %s',
    (argument) => {
      expect(asksForRemote(['/opt/liaison/liaison', argument])).toBe(false);
    },
  );

  test('is packed with the fuses of security.md, and pack:dir reads each back from the binary', () => {
    const asked = readFileSync('electron-builder.yml', 'utf8');
    const readBack = readFileSync('tools/lib/check-packed.mjs', 'utf8');
    const fuses = [
      ['runAsNode', 'RunAsNode', false],
      ['enableNodeOptionsEnvironmentVariable', 'EnableNodeOptionsEnvironmentVariable', false],
      ['enableNodeCliInspectArguments', 'EnableNodeCliInspectArguments', false],
      ['enableCookieEncryption', 'EnableCookieEncryption', true],
      ['enableEmbeddedAsarIntegrityValidation', 'EnableEmbeddedAsarIntegrityValidation', true],
      ['onlyLoadAppFromAsar', 'OnlyLoadAppFromAsar', true],
    ] as const;
    for (const [yaml, name, on] of fuses) {
      expect(asked).toContain(`\n  ${yaml}: ${on}\n`);
      expect(readBack).toContain(`\n  ${name}: ${on},\n`);
    }
    expect(asked).toContain("- '!**/*.map'");
  });

  test('has no way for tests to drive it: hooks, clock, profile and dialogs hang on one condition', () => {
    const main = readFileSync('electron/main.ts', 'utf8');
    expect(main).toContain('const drivable = !app.isPackaged || testBuild;');
    const lines = main.split('\n').filter((line) => /process\.env\[|installTestHooks\(/.test(line));
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line).toContain('drivable');
    expect(main).toContain('if (!drivable && asksForRemote(process.argv)) app.exit(1);');
    expect(JSON.parse(readFileSync('package.json', 'utf8'))).not.toHaveProperty('testBuild');
  });
});
