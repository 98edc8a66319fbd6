import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { findWord, wordIn } from '../support/canary';
import { tempFolder } from '../support/temp-folder';

const word = 'Zqxkestrel';
const around = (text: string): Buffer => Buffer.from(`{"note":"She said ${text} 12."}`);
/** Long enough that no packer leaves its letters as they are. */
const page = Buffer.concat([
  Buffer.from(Array.from({ length: 600 }, (_, n) => `Line ${n * n} of the note; `).join('')),
  around(word),
]);
const noise = Buffer.from(Array.from({ length: 40_000 }, (_, n) => (n * n * 31 + n * 7) % 251));

describe('the finder of canaries', () => {
  it.each<[string, Buffer]>([
    ['plain', around(word)],
    ['plain', around(word.toUpperCase())],
    ['UTF-16', Buffer.from(`She said ${word}`, 'utf16le')],
    ['UTF-16', Buffer.from(`She said ${word}`, 'utf16le').swap16()],
    ['hex', Buffer.from(around(word.toLowerCase()).toString('hex'))],
    ['gzip: plain', zlib.gzipSync(page)],
    ['zlib: plain', zlib.deflateSync(page)],
    ['Zstandard: plain', zlib.zstdCompressSync(page)],
    ['Brotli: plain', zlib.brotliCompressSync(page)],
  ])('finds the word as %s', (as, bytes) => {
    expect(wordIn(bytes, word)).toBe(as);
  });

  it('finds base64 whatever stands before the word', () => {
    for (const before of ['', 'a', 'ab', 'abc', 'abcd'])
      for (const encoding of ['utf8', 'utf16le'] as const) {
        const text = Buffer.from(`${before}${word} and more`, encoding).toString('base64');
        expect(wordIn(Buffer.from(`key=${text};`), word)).toBe('base64');
      }
  });

  it('finds a compressed piece in the midst of a file', () => {
    const file = Buffer.concat([noise, zlib.gzipSync(page), noise]);
    expect(wordIn(file, word)).toBe('gzip: plain');
  });

  it('finds nothing where there is nothing', () => {
    expect(wordIn(Buffer.concat([noise, around('a kestrel')]), word)).toBeNull();
  });

  it('walks folders, and reads names too', async () => {
    const folder = await tempFolder();
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(join(folder, 'a', 'b', 'log'), around(word));
    writeFileSync(join(folder, 'a', `plan ${word}.pdf`), 'nothing');
    writeFileSync(join(folder, 'other'), 'nothing');
    const { found, files } = findWord([folder, join(folder, 'not there')], word);
    expect(files).toBe(3);
    expect(found.map(({ as }) => as).sort()).toEqual(['name of the file', 'plain']);
  });
});
