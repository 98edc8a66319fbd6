/** Who was told of a care plan, and what changed for each since. */
import { planChanges, type PlanChange } from './changes';
import type { Participant } from './plan';
import type { PlanContent } from './version';

/** Somebody around the patient who takes no part yet. */
export type Candidate = Omit<Participant, 'id' | 'rowVersion'>;

/** How somebody was told. */
export const toldHows = ['in-person', 'phone', 'meeting', 'message', 'fax', 'letter'] as const;
export type ToldHow = (typeof toldHows)[number];

/** One telling. */
export interface Told {
  id: string;
  rowVersion: number;
  participantId: string;
  version: number;
  toldAt: string;
  how: ToldHow;
  note: string | null;
  byName: string | null;
}

/** A participant with the last telling, and what changed between that version and the newest. */
export interface Informed {
  participant: Participant;
  told: Told[];
  /** The newest version that this person heard of; null = of none. */
  lastVersion: number | null;
  /** Empty where the person knows the newest version, and where nobody was told of any. */
  changes: PlanChange[];
  /** There is a signed version that this person has not heard of. */
  behind: boolean;
}

/** Everybody who takes part, and the newest signed version (0 = none). */
export interface InformedPlan {
  newestVersion: number;
  people: Informed[];
}

/** `contents` holds the text of every version that somebody was told of, and of the newest. */
export const informedOf = (
  participants: readonly Participant[],
  told: readonly Told[],
  newestVersion: number,
  contents: ReadonlyMap<number, PlanContent>,
): Informed[] =>
  participants.map((participant) => {
    const own = told.filter(({ participantId }) => participantId === participant.id);
    const lastVersion = own.length === 0 ? null : Math.max(...own.map(({ version }) => version));
    const before = lastVersion === null ? undefined : contents.get(lastVersion);
    const after = contents.get(newestVersion);
    return {
      participant,
      told: own,
      lastVersion,
      changes: before && after ? planChanges(before, after) : [],
      behind: newestVersion > 0 && (lastVersion ?? 0) < newestVersion,
    };
  });
