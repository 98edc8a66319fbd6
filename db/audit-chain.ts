/** Walks the audit chain and names its first broken link (security.md, Audit). Runs in either thread. */
import { setImmediate as breathe } from 'node:timers/promises';
import { auditHead, auditKey, firstMac, macOf, type AuditHead, type AuditRow } from './audit';
import type { Trx } from './connection';

/** `changed`: an entry or its patients are not what was written. `missing`: an entry is gone. */
export interface BrokenLink {
  seq: number;
  why: 'changed' | 'missing';
}

export interface ChainCheck {
  /** Entries walked. */
  walked: number;
  /** The newest entry; null in an empty chain. */
  head: AuditHead | null;
  broken: BrokenLink | null;
}

export interface ChainOptions {
  /** Walk only this many of the newest entries; without it all. */
  newest?: number;
  /** The newest head kept outside the store: the chain must reach it. */
  known?: AuditHead | null;
  progress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

const batchSize = 1000;

/** Verifies the chain, or its newest part. */
export const verifyChain = async (trx: Trx, options: ChainOptions = {}): Promise<ChainCheck> => {
  const head = await auditHead(trx);
  const last = head?.seq ?? 0;
  const first = options.newest === undefined ? 1 : Math.max(1, last - options.newest + 1);
  const result = await walk(trx, first, last, options);
  const broken =
    result.broken ?? (await besideChain(trx, last)) ?? (await behind(trx, last, options.known));
  return { walked: result.walked, head, broken };
};

const walk = async (
  trx: Trx,
  first: number,
  last: number,
  { progress, signal }: ChainOptions,
): Promise<{ walked: number; broken: BrokenLink | null }> => {
  const key = await auditKey(trx);
  let previous = firstMac;
  if (first > 1) {
    const before = await macAt(trx, first - 1);
    if (before === null) return { walked: 0, broken: { seq: first - 1, why: 'missing' } };
    previous = before;
  }
  for (let from = first; from <= last; from += batchSize) {
    signal?.throwIfAborted();
    const to = Math.min(last, from + batchSize - 1);
    const rows = (await trx('audit').whereBetween('seq', [from, to]).orderBy('seq')) as AuditRow[];
    const subjects = await subjectsOf(trx, from, to);
    for (let seq = from; seq <= to; seq += 1) {
      const row = rows[seq - from];
      if (row?.seq !== seq) return { walked: seq - first, broken: { seq, why: 'missing' } };
      if (row.mac !== macOf(key, previous, row, subjects.get(seq) ?? []))
        return { walked: seq - first, broken: { seq, why: 'changed' } };
      previous = row.mac;
    }
    progress?.(to - first + 1, last - first + 1);
    await breathe();
  }
  return { walked: last - first + 1, broken: null };
};

const macAt = async (trx: Trx, seq: number): Promise<string | null> =>
  ((await trx('audit').where({ seq }).first('mac')) as { mac: string } | undefined)?.mac ?? null;

const subjectsOf = async (trx: Trx, from: number, to: number): Promise<Map<number, string[]>> => {
  const rows = (await trx('audit_subject')
    .whereBetween('seq', [from, to])
    .orderBy(['seq', 'patientId'])) as { seq: number; patientId: string }[];
  const bySeq = new Map<number, string[]>();
  for (const { seq, patientId } of rows) {
    const list = bySeq.get(seq);
    if (list) list.push(patientId);
    else bySeq.set(seq, [patientId]);
  }
  for (const list of bySeq.values()) list.sort();
  return bySeq;
};

/** Rows that no link covers: before the first entry, or patients of an entry that is not there. */
const besideChain = async (trx: Trx, last: number): Promise<BrokenLink | null> => {
  for (const table of ['audit', 'audit_subject']) {
    const row = (await trx(table).where('seq', '<', 1).orWhere('seq', '>', last).first('seq')) as
      { seq: number } | undefined;
    if (row) return { seq: row.seq, why: 'changed' };
  }
  return null;
};

/** Does the chain still hold the newest head that was kept outside? */
const behind = async (
  trx: Trx,
  last: number,
  known: AuditHead | null | undefined,
): Promise<BrokenLink | null> => {
  if (!known) return null;
  if (last < known.seq) return { seq: last + 1, why: 'missing' };
  return (await macAt(trx, known.seq)) === known.mac ? null : { seq: known.seq, why: 'changed' };
};
