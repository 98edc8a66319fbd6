/**
 * The loop over a feed's items: what refuses an item is found out before anything of it is written,
 * so that it stands whole or not at all.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tracked } from '../../../db/fed-rows';
import type {
  EncounterFact,
  FeedItem,
  PartFact,
  PatientFact,
  PatientRef,
} from '../../../shared/imports/facts';
import { itemsPerTurn } from '../../interop/limits';
import { cancelled } from '../../interop/read-feed';
import { Refusal } from '../../interop/reading-log';
import type { FeedRun } from './feed-run';
import { checkMerges, findPatient, tellMerges, tellPatient, type Found } from './people';
import { tellPart, type Owner } from './parts';
import { tellPlans } from './plans';
import { prefetch } from './prefetch';
import { findStay, stayWithNumber, tellStay } from './stays';

/** Runs every item; `afterPiece` writes what is held (the import) or does nothing (the preview). */
export const runItems = async (run: FeedRun, afterPiece: () => Promise<void>): Promise<void> => {
  const { items } = run.feed;
  for (let at = 0; at < items.length; at += itemsPerTurn) {
    run.ctx.onProgress?.(at, items.length);
    await nextTurn();
    if (run.ctx.signal?.aborted) throw cancelled();
    const piece = items.slice(at, at + itemsPerTurn);
    await prefetch(run, piece);
    for (const item of piece) {
      runItem(run, item);
      await run.breathe();
    }
    await afterPiece();
  }
  if (run.ctx.signal?.aborted) throw cancelled();
  run.ctx.onProgress?.(items.length, items.length);
};

const runItem = (run: FeedRun, item: FeedItem): void => {
  if (item.digest !== null && run.takenDigests.has(item.digest)) {
    markSeen(run, item);
    run.taken += 1;
    return;
  }
  try {
    const plan = planItem(run, item);
    if (!plan) {
      run.undecided.push(item);
      return;
    }
    writeItem(run, item, plan);
    run.taken += 1;
    if (item.digest === null) return;
    run.takenDigests.add(item.digest);
    run.newDigests.push(item.digest);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    run.refused.push(item);
    run.problems.push({
      where: error.where,
      severity: 'error',
      reason: error.reason,
      ...(item.place ? { item: item.place } : {}),
    });
  }
};

/** A message that was taken before changes nothing; its records stand as unchanged. */
const markSeen = (run: FeedRun, item: FeedItem): void => {
  for (const fact of item.patients)
    for (const identifier of fact.identifiers)
      for (const record of run.patientsWith(identifier)) record.told = true;
  for (const fact of item.encounters) {
    const stay = fact.visit ? stayWithNumber(run, fact.visit) : undefined;
    if (stay) stay.told = true;
  }
};

interface Plan {
  found: Map<string, Found>;
  /** Stays found; a key that is missing is a new one. */
  stays: Map<string, Tracked>;
}

/** Everything that can refuse an item; null when a person must decide first. */
const planItem = (run: FeedRun, item: FeedItem): Plan | null => {
  const found = new Map<string, Found>();
  for (const fact of item.patients) found.set(fact.key, findPatient(run, item, fact));
  if ([...found.values()].some(({ kind }) => kind === 'waits')) return null;
  checkMerges(run, item, found);
  const stays = new Map<string, Tracked>();
  for (const fact of item.encounters) {
    const stay = findStay(run, fact, ownerRecord(run, fact, found));
    if (stay) stays.set(fact.key, stay);
  }
  for (const part of item.parts) if (part.kind === 'condition') ownerRecord(run, part, found);
  return { found, stays };
};

/** The patient's record; undefined for a new one. Throws a Refusal where nobody is known. */
const ownerRecord = (
  run: FeedRun,
  fact: EncounterFact | PartFact,
  found: ReadonlyMap<string, Found>,
): Tracked | undefined => {
  const { key } = fact.patient;
  if (key !== undefined) {
    const patient = found.get(key);
    return patient?.kind === 'known' ? patient.record : undefined;
  }
  const outside = outsidePatient(run, fact.patient);
  if (outside) return outside;
  throw new Refusal(
    `${fact.where}.subject`.replace(/^\./, ''),
    'The patient it names is neither in the file nor known.',
  );
};

const outsidePatient = (run: FeedRun, ref: PatientRef): Tracked | undefined => {
  const owners = [
    ...new Set((ref.identifiers ?? []).flatMap((number) => run.patientsWith(number))),
  ];
  return owners.length === 1 ? owners[0] : undefined;
};

/** Two patients of one item may bear one number: then the second is the first. */
const foundAgain = (run: FeedRun, fact: PatientFact, found: Found): Found => {
  if (found.kind !== 'new') return found;
  const owners = [
    ...new Set(fact.identifiers.flatMap((number) => run.patientsWith(number))),
  ].filter(({ stored }) => stored === null);
  return owners.length === 1 ? { kind: 'known', record: owners[0]! } : found;
};

const writeItem = (run: FeedRun, item: FeedItem, { found, stays }: Plan): void => {
  const patients = new Map<string, Tracked>();
  for (const fact of item.patients)
    patients.set(
      fact.key,
      tellPatient(run, item, fact, foundAgain(run, fact, found.get(fact.key)!)),
    );
  tellMerges(run, item, patients);
  const patientOf = (ref: PatientRef): Tracked | undefined =>
    ref.key === undefined ? outsidePatient(run, ref) : patients.get(ref.key);
  const told = new Map<string, Tracked>();
  for (const fact of item.encounters) {
    const patient = patientOf(fact.patient);
    const stay = patient ? tellStay(run, item, fact, patient, stays.get(fact.key)) : null;
    if (stay) told.set(fact.key, stay);
  }
  const ownerOf = (part: PartFact): Owner | null => {
    const patient = patientOf(part.patient);
    if (!patient) {
      run.warn(
        `${part.where}.subject`,
        'The patient it names is neither in the file nor known; it was left out.',
        item,
      );
      return null;
    }
    return { patient, stay: stayOf(run, part, patient, told) };
  };
  for (const part of item.parts) {
    if (part.kind === 'carePlan' || part.kind === 'goal') continue;
    const owner = ownerOf(part);
    if (owner) tellPart(run, item, part, owner);
  }
  tellPlans(run, item, ownerOf);
};

const stayOf = (
  run: FeedRun,
  part: PartFact,
  patient: Tracked,
  told: ReadonlyMap<string, Tracked>,
): Tracked | null => {
  const { encounter } = part;
  if (!encounter) return null;
  if (encounter.key !== undefined) return told.get(encounter.key) ?? null;
  if (encounter.visit) {
    const stay = stayWithNumber(run, encounter.visit);
    if (stay && run.groupOf(patient).includes(String(stay.row['patientId']))) return stay;
  }
  if (encounter.sourceKey)
    for (const id of run.groupOf(patient)) {
      const stay = run.sources.get(`encounter ${id}|${encounter.sourceKey}`);
      if (stay) return stay;
    }
  return null;
};
