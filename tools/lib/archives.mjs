/** Reads the two archive formats that the Electron runtime comes in, with Node alone. */
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflateRaw } from 'node:zlib';

const tarBlock = 512;

/** Name and size in one tar header. */
const tarHeader = (block) => ({
  name: block.toString('latin1', 0, 100).replace(/\0.*$/, ''),
  size: Number.parseInt(block.toString('latin1', 124, 136).replace(/\0.*$/, '').trim() || '0', 8),
});

/** Gives the bytes of one member of a tar stream as they come. */
async function* tarMember(stream, name) {
  let held = Buffer.alloc(0);
  let left = 0;
  let wanted = false;
  for await (const chunk of stream) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (held.length > 0) {
      if (left > 0) {
        const part = held.subarray(0, left);
        left -= part.length;
        held = held.subarray(part.length);
        if (wanted) yield part;
        continue;
      }
      if (wanted) return;
      if (held.length < tarBlock) break;
      const header = tarHeader(held);
      held = held.subarray(tarBlock);
      wanted = header.name === name;
      // The padding after a wanted member is never reached, as we return at its end.
      left = wanted ? header.size : Math.ceil(header.size / tarBlock) * tarBlock;
    }
  }
  if (!wanted || left > 0) throw new Error(`${name} is not whole in the archive`);
}

/** Writes one member of a .tgz to a file. */
export const extractTarMember = async (archive, name, target) => {
  const unpacked = createReadStream(archive).pipe(createGunzip());
  await pipeline(tarMember(unpacked, name), createWriteStream(target));
};

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const zip64 = 0xffffffff;

/** The bytes of the central directory, found from the archive's end. */
const centralDirectory = async (file) => {
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, endLength + 0xffff));
  await file.read(tail, 0, tail.length, size - tail.length);
  let at = tail.length - endLength;
  while (at >= 0 && tail.readUInt32LE(at) !== endSignature) at -= 1;
  if (at < 0) throw new Error('not a zip archive');
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (length === zip64 || start === zip64) throw new Error('a zip64 archive, which we do not read');
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, start);
  return bytes;
};

/** The entries of a zip archive; mode is the Unix one, 0 when it has none. */
const zipEntries = (directory) => {
  const entries = [];
  for (let at = 0; at + 46 <= directory.length;) {
    if (directory.readUInt32LE(at) !== entrySignature) throw new Error('a damaged zip archive');
    const nameLength = directory.readUInt16LE(at + 28);
    const rest = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      start: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + rest;
  }
  return entries;
};

/** Where an entry's bytes begin: its local header repeats name and extra with lengths of its own. */
const dataStart = async (file, entry) => {
  const header = Buffer.alloc(30);
  await file.read(header, 0, header.length, entry.start);
  return entry.start + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
};

const writeEntry = async (archive, file, entry, target) => {
  await mkdir(dirname(target), { recursive: true });
  const output = createWriteStream(target);
  if (entry.packed > 0) {
    const start = await dataStart(file, entry);
    const bytes = createReadStream(archive, { start, end: start + entry.packed - 1 });
    await (entry.method === 8
      ? pipeline(bytes, createInflateRaw(), output)
      : pipeline(bytes, output));
  } else {
    await new Promise((done) => output.end(done));
  }
  if (output.bytesWritten !== entry.size) throw new Error(`${entry.name} is not whole`);
  await chmod(target, entry.mode & 0o111 ? 0o755 : 0o644);
};

/**
 * Writes the files that `place` gives a relative path to (null leaves one out) below a folder, and
 * tells `onProgress` the part done, 0 to 1.
 */
export const extractZip = async (archive, folder, place, onProgress) => {
  const file = await open(archive);
  try {
    const chosen = zipEntries(await centralDirectory(file))
      .filter((entry) => !entry.name.endsWith('/'))
      .map((entry) => ({ entry, path: place(entry.name) }))
      .filter(({ path }) => path !== null);
    const total = chosen.reduce((sum, { entry }) => sum + entry.size, 0);
    let done = 0;
    for (const { entry, path } of chosen) {
      const inside = normalize(path);
      if (inside.startsWith('..') || inside.startsWith(sep))
        throw new Error(`${path} leads outside`);
      await writeEntry(archive, file, entry, join(folder, inside));
      done += entry.size;
      onProgress(done / total);
    }
  } finally {
    await file.close();
  }
};
