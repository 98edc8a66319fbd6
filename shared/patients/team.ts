/**
 * The care team as people read it: one line a person and role. A census names the attending by name
 * alone and a feed with a number, so that two rows stand for one clinician.
 */
import { fold } from '../folding';

interface Member {
  id: string;
  name: string;
  role: string;
  phone: string | null;
  organization: string | null;
  note: string | null;
  userId: string | null;
  startsAt: string | null;
  endsAt: string | null;
}

/** Titles and degrees are no part of who somebody is. */
const titles = /^(dra?|doctora?|md|do|np|pa|pac|rn|msw|lsw|lcsw|pt|ot|slp|aprn|phd|mr|mrs|ms)$/;

const nameWords = (name: string): string[] =>
  fold(name)
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && !titles.test(word));

/** “Slatefield, Imre MD” and “Dr. Imre K Slatefield”: one lists all the words of the other. */
const sameName = (a: readonly string[], b: readonly string[]): boolean => {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  // A family name alone is not enough to be the same person, but for the very same words.
  if (few.length < 2 && few.length !== many.length) return false;
  return few.length > 0 && few.every((word) => many.includes(word));
};

const moreSaid = (member: Member): number =>
  [member.userId, member.phone, member.organization, member.note].filter((said) => said !== null)
    .length;

/** One line of the team; `alsoIds` are further rows of the same person in the same role. */
export type TeamLine<T> = T & { alsoIds: string[] };

/**
 * Rows of the same person in the same role become one line: the row that says most, with what only
 * the others say. Two that are named by different accounts stay two.
 */
export const teamLines = <T extends Member>(members: readonly T[]): TeamLine<T>[] => {
  const lines: TeamLine<T>[] = [];
  for (const member of members) {
    const index = lines.findIndex(
      (line) =>
        fold(line.role) === fold(member.role) &&
        !(line.userId !== null && member.userId !== null && line.userId !== member.userId) &&
        sameName(nameWords(line.name), nameWords(member.name)),
    );
    const line = lines[index];
    if (!line) {
      lines.push({ ...member, alsoIds: [] });
      continue;
    }
    const [first, second]: [T, T] =
      moreSaid(member) > moreSaid(line) ? [member, line] : [line, member];
    lines[index] = {
      ...first,
      phone: first.phone ?? second.phone,
      organization: first.organization ?? second.organization,
      note: first.note ?? second.note,
      userId: first.userId ?? second.userId,
      alsoIds: [...line.alsoIds, second.id],
    };
  }
  return lines;
};
