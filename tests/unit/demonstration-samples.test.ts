import { chmodSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
// @ts-expect-error The tools run before anything is installed, so they are no TypeScript.
import { bringSamples } from '../../tools/lib/demonstration.mjs';
import { sampleFiles } from '../demo/feeds';

const bring = bringSamples as (base: string, from: string) => string | null;

describe('the samples of the demonstration', () => {
  test('stand beside the copy that runs, for anybody to read, whatever their own rights are', () => {
    const from = mkdtempSync(join(tmpdir(), 'liaison-samples-'));
    mkdirSync(join(from, 'hl7'));
    writeFileSync(join(from, 'hl7', 'a01.hl7'), 'MSH|');
    writeFileSync(join(from, 'README.md'), 'About them');
    chmodSync(join(from, 'hl7', 'a01.hl7'), 0o400);
    chmodSync(join(from, 'hl7'), 0o500);
    const base = mkdtempSync(join(tmpdir(), 'liaison-run-'));
    mkdirSync(join(base, 'app'));
    const to = bring(base, from);
    // Where the run looks for them from its own folder.
    expect(to).toBe(join(base, 'app', '..', 'shared', 'data'));
    const [found] = sampleFiles(to!);
    expect(readFileSync(found!, 'utf8')).toBe('MSH|');
    expect(statSync(found!).mode & 0o777).toBe(0o644);
    expect(statSync(join(to!, 'hl7')).mode & 0o777).toBe(0o755);
  });

  test('may be away: the run then does without them', () => {
    const base = mkdtempSync(join(tmpdir(), 'liaison-run-'));
    const nowhere = join(base, 'nowhere');
    expect(bring(base, nowhere)).toBeNull();
    expect(sampleFiles(nowhere)).toEqual([]);
  });
});
