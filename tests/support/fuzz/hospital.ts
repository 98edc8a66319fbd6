/** What generated inputs can mean in the fuzz test's hospital: its ids, versions and words. */
import { jules } from '../host';
import type { Subject, World } from '../role-matrix/world';
import { startsLocal } from '../role-matrix/world';
import type { Sense } from './inputs';

/** Which records `id` means, by the call's name. */
const idKinds: readonly [RegExp, keyof Subject][] = [
  [/^tasks\./, 'taskId'],
  [/^notes\./, 'noteId'],
  [/^coverage\./, 'coverageId'],
  [/Allergy/, 'allergyId'],
  [/Condition$/, 'conditionId'],
  [/Contact/, 'contactId'],
  [/TeamMember/, 'memberId'],
  [/Concern/, 'concernId'],
  [/Problem/, 'problemId'],
  [/Progress/, 'progressId'],
  [/Goal/, 'goalId'],
  [/Activity/, 'activityId'],
  [/Barrier/, 'barrierId'],
  [/^careplans\./, 'carePlanId'],
];

/** How many ids of answers are remembered. */
const remembered = 300;

export interface Hospital extends Sense {
  /** Learns the ids and versions that an answer holds. */
  learn: (answer: unknown) => void;
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value);

/** The ids of that hospital, of every kind, and those that its answers bring. */
export const hospitalOf = (w: World): Hospital => {
  const subjects = Object.values(w.subjects);
  const of = (key: keyof Subject): string[] => subjects.map((subject) => subject[key]);
  const people = [...Object.values(w.people), w.colleague, w.maker].map(({ id }) => id);
  const byKey: Record<string, string[]> = {
    unitId: [w.west, w.icu],
    userId: people,
    ownerId: people,
    caseManagerId: people,
    seriesId: [...of('seriesId'), w.roundId],
    patientIds: of('patientId'),
  };
  const all = subjects.flatMap((subject) => Object.values(subject).filter(isId));
  const recent: string[] = [];
  const byField = new Map<string, string[]>();
  const versions = new Map<string, number>();

  const remember = (key: string, id: string): void => {
    recent.push(id);
    if (recent.length > remembered) recent.shift();
    const known = byField.get(key) ?? [];
    byField.set(key, known);
    if (known.includes(id)) return;
    known.push(id);
    if (known.length > 20) known.shift();
  };

  const learn = (value: unknown, depth = 0): void => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth > 8)
      return;
    for (const [key, at] of Object.entries(value))
      if (isId(at)) remember(key, at);
      else learn(at, depth + 1);
    const { id, rowVersion } = value as { id?: unknown; rowVersion?: unknown };
    if (isId(id) && typeof rowVersion === 'number') versions.set(id, rowVersion);
  };

  return {
    learn,
    recent: () => recent,
    versionOf: (id) => versions.get(id) ?? 1,
    idsFor: (call, key) => {
      const given = byKey[key] ?? (subjects[0] && key in subjects[0] ? of(key as 'patientId') : []);
      if (given.length > 0) return given;
      if (call.startsWith('users.')) return people;
      const kind = idKinds.find(([pattern]) => key === 'id' && pattern.test(call));
      if (kind) return of(kind[1]);
      return byField.get(key) ?? all;
    },
    textsFor: (key) => texts[key] ?? [],
  };
};

/** Fields that take only certain words. */
const texts: Record<string, readonly string[]> = {
  passphrase: [jules.passphrase, 'not a passphrase'],
  current: [jules.passphrase, 'not a passphrase'],
  newPassphrase: ['nine slow barges west', 'password1234'],
  next: ['nine slow barges west', 'password1234'],
  signInName: [jules.signInName, 'caseManager', 'ashgrove', 'nobody', '__proto__'],
  recoveryKey: ['AAAA', '2345-6789-ABCD'],
  zone: ['America/New_York', 'Europe/Madrid', 'Mars/Olympus', 'UTC'],
  rule: ['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,WE,FR', 'FREQ=MONTHLY;BYDAY=1MO;COUNT=5'],
  startsLocal: [startsLocal, '2026-03-08T02:30', '2026-11-01T01:30', '2026-03-14T00:00'],
  originalLocal: [startsLocal, '2026-03-14T10:00', '2026-03-12T10:00'],
  usualLeavingTime: ['11:00', '00:00', '23:59'],
  action: ['patients.', 'users.invite', 'x'],
  reason: ['edd-other', 'Written on the wrong patient'],
  unknownReason: ['unk-other', 'unk-early'],
  disposition: ['snf', 'home', 'nowhere'],
  name: ['adt.hl7', '../../a.hl7', 'census.csv', 'a.json', 'Sam', '5 West'],
  text: ['zq', 'zqrestricted', '7700001', 'haz, ru', '03/14/1921', 'NEAR(a', '%'],
  filters: ['disposition:snf', 'payer:medicare', 'noEdd', 'overdue'],
  mrn: ['7700001', '7700003'],
  instrument: ['sils', 'phq9', 'intake', 'phq8'],
};
