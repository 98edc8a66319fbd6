/**
 * Quick capture: what was just said in a corridor, read by rules only. What is not understood stays
 * text, in the typed words; nothing is saved before a person has seen the result.
 */
import { fold } from '../folding';
import { categoryOf, dueIn, howIn, measureIn, reachedIn, taskFields, withWhom } from './fields';
import { beginningsOf, type BeginningOf, type EddFound } from './kind';
import { ownersOf, type Owners } from './owner';
import { subjectOf } from './patient';
import { foldInPlace, matchAt, trimEdges, without } from './text';
import type { CaptureContext, Captured, CapturePart, Question } from './types';
import { instantAt, dateOfDay, type Calendar } from './when';
import { epochOf } from '../time';

interface Reader {
  context: CaptureContext;
  calendar: Calendar;
  owners: Owners;
  beginning: BeginningOf;
  organizations: readonly { name: string; folded: string }[];
}

interface ReadPart {
  part: CapturePart;
  ask: readonly Question[];
}

const mostParts = 4;
const cut = /\s*;\s*|,\s+|\.\s+|\s+(?:then|luego)\s+/g;
const afterTitle = /(?:^|[^\p{L}])(?:drs?|dra|mr|mrs|ms|sr|sra|vs|st)$/u;

/** A line's parts, as typed. */
const partsOf = (line: string, { beginning, calendar, owners }: Reader): string[] => {
  const text = foldInPlace(line);
  const kindOf = (from: number): string | null => beginning(text.slice(from))?.kind ?? null;
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(cut)) {
    if (parts.length === mostParts - 1) break;
    const [separator] = match;
    const next = match.index + separator.length;
    if (match.index < from || next >= text.length) continue;
    const before = text.slice(from, match.index);
    if (separator.trim() === '.' && afterTitle.test(before)) continue;
    if (separator.trim() !== ';') {
      const kind = kindOf(next);
      if (kind === null) continue;
      if (separator.trim() === ',' && kind === 'task' && kindOf(from) === 'task') {
        const { due, owner, ask } = taskFields(before, calendar, owners);
        if (Object.keys(due).length === 0 && owner === null && ask.length === 0) continue;
      }
    }
    parts.push(line.slice(from, match.index));
    from = next;
  }
  return [...parts, line.slice(from)].filter((part) => trimEdges(part) !== '');
};

const eddPart = (typed: string, { to, phrase }: EddFound, calendar: Calendar): ReadPart => {
  const text = trimEdges(typed.slice(to));
  if (!phrase?.day) return { part: { kind: 'edd', eddUnknown: true, text }, ask: [] };
  const edd = dateOfDay(phrase.day, calendar);
  const at = phrase.time && instantAt(edd, phrase.time, calendar.zone);
  const passed = typeof at === 'string' && epochOf(at) < epochOf(calendar.now);
  return {
    part: { kind: 'edd', edd, ...(at && !passed ? { leaveAt: at } : {}), text },
    ask: phrase.time && !at ? ['due-unclear'] : passed ? ['date-passed'] : [],
  };
};

const barrierPart = (typed: string, folded: string, { calendar, context }: Reader): ReadPart => {
  const { due, spans, ask } = dueIn(folded, calendar, { prepositionOnly: true });
  const category = categoryOf(folded, context.payers.map(fold));
  return {
    part: { kind: 'barrier', category, text: without(typed, spans), ...due },
    ask: [
      ...(category === null ? ['category-unknown' as const] : []),
      ...(ask === null ? [] : [ask]),
    ],
  };
};

const taskPart = (
  typed: string,
  folded: string,
  { calendar, owners, context }: Reader,
): ReadPart => {
  const { owner, due, priority, spans, ask } = taskFields(folded, calendar, owners);
  return {
    part: {
      kind: 'task',
      text: without(typed, spans),
      owner: owner ?? { user: context.me },
      ...due,
      ...(priority === null ? {} : { priority }),
    },
    ask,
  };
};

const badDay = (typed: string, calendar: Calendar): readonly Question[] => {
  // An expected discharge with a day that cannot be is asked about and stays text.
  const match = matchAt(
    /(?:edd|dc|d\/c|alta|egreso)\s+(?:el\s+|->\s*|=\s*|:\s*)?\d{1,2}\/\d{1,2}(?:\/\d+)?/y,
    foldInPlace(typed),
    0,
  );
  if (!match) return [];
  const { ask } = dueIn(foldInPlace(match[0]), calendar, { prepositionOnly: false });
  return ask === null ? [] : [ask];
};

const readPart = (typed: string, reader: Reader): ReadPart => {
  const found = reader.beginning(foldInPlace(typed));
  if (found?.kind === 'edd') return eddPart(typed, found, reader.calendar);
  const rest = found === null ? typed : typed.slice(found.from);
  const folded = foldInPlace(rest);
  switch (found?.kind) {
    case 'barrier':
      return barrierPart(rest, folded, reader);
    case 'task':
      return taskPart(rest, folded, reader);
    case 'contact':
      return {
        part: {
          kind: 'contact',
          how: found.how ?? howIn(folded),
          with: withWhom(folded, reader.organizations, reader.owners),
          reached: reachedIn(folded),
          text: trimEdges(rest),
        },
        ask: [],
      };
    case 'progress':
      return {
        part: { kind: 'progress', text: trimEdges(rest), ...measureIn(folded) },
        ask: [],
      };
    case 'note':
      return { part: { kind: 'note', text: trimEdges(rest) }, ask: [] };
    default: {
      const { owner, unknown } = reader.owners.ownersIn(folded);
      if (owner !== null) return taskPart(rest, folded, reader);
      return {
        part: { kind: 'note', text: trimEdges(rest) },
        ask: unknown ? ['owner-unknown'] : badDay(typed, reader.calendar),
      };
    }
  }
};

const isPlain = ({ part, ask }: ReadPart): boolean => part.kind === 'note' && ask.length === 0;

/** Reads one typed line. */
export const read = (line: string, context: CaptureContext): Captured => {
  const typed = line.trim();
  const calendar = { now: context.now, zone: context.zone, holidays: context.holidays };
  const owners = ownersOf(context.staff, context.me);
  const organizations = context.organizations.map((name) => ({ name, folded: fold(name) }));
  const reader: Reader = {
    context,
    calendar,
    owners,
    organizations,
    beginning: beginningsOf(
      organizations.map(({ folded }) => folded),
      owners,
      calendar,
    ),
  };
  const { patient, by, candidates, ask: asked, taken } = subjectOf(typed, context);
  const found = partsOf(taken ? typed.slice(taken.to) : typed, reader).map((part) =>
    readPart(part, reader),
  );
  const nobody = patient === null && candidates.length === 0;
  const marked = found.filter(({ part }) => part.kind !== 'note');
  const parts: CapturePart[] =
    nobody && found.every(isPlain)
      ? [{ kind: 'text', text: typed }]
      : found.map(({ part }) =>
          nobody && part.kind === 'note' ? { kind: 'text', text: part.text } : part,
        );
  const ask = new Set<Question>([
    ...(asked === null ? [] : [asked]),
    ...(nobody && asked === null && marked.length > 0 ? ['no-patient' as const] : []),
    ...found.flatMap((one) => one.ask),
  ]);
  return {
    patient,
    by,
    ...(candidates.length === 0 ? {} : { candidates }),
    parts,
    ...(ask.size === 0 ? {} : { ask: [...ask] }),
  };
};
