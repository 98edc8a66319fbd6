/** All templates with their library and roles, each file checked, every id and link found. */
import { z } from 'zod';
import {
  librarySchema,
  rolesSchema,
  templateSchema,
  type BothLanguages,
  type Library,
  type Template,
  type TemplateBarrier,
  type TemplateProblem,
} from './definition';

/** The library as something that can be applied by itself: single problems, none ticked. */
export const libraryId = 'library';

/** A problem that a template brings. */
export interface OfferedProblem {
  problem: TemplateProblem;
  /** Ticked at first; otherwise it stands ready for its own ground. */
  offered: boolean;
  note: string | null;
}

/** What a template offers to a plan, its library problems put in. */
export interface Offer {
  id: string;
  version: number;
  title: BothLanguages;
  situation: string;
  reviewedBy: Template['reviewedBy'];
  conditionCodes: Template['conditionCodes'];
  problems: readonly OfferedProblem[];
  barriers: readonly TemplateBarrier[];
}

export interface Templates {
  /** In the order of their English titles. */
  all: readonly Template[];
  library: Library;
  /** The situations, then the library. */
  offers: readonly Offer[];
  offer: (id: string) => Offer | undefined;
  role: (id: string) => BothLanguages | undefined;
  /** Ids of all roles. */
  roles: readonly string[];
}

/** Files that are refused, with every reason. */
export class TemplateError extends Error {
  constructor(
    readonly file: string,
    readonly findings: readonly string[],
  ) {
    super(`The template ${file} cannot be used: ${findings.join('; ')}.`);
    this.name = 'TemplateError';
  }
}

const placeOf = ({ path, message }: z.core.$ZodIssue): string =>
  `${path.join('.') || 'the file'}: ${message}`;

const readFile = <T>(name: string, schema: z.ZodType<T>, file: unknown): T => {
  const parsed = schema.safeParse(file);
  if (!parsed.success) throw new TemplateError(name, parsed.error.issues.map(placeOf));
  return parsed.data;
};

/** All ids that a template declares, in their order. */
export const idsOf = (template: Template): string[] => [
  ...problemIds(template.problems),
  ...[
    ...template.barriers,
    ...template.readiness,
    ...template.needs,
    ...template.warningSigns.own,
    ...template.familyPage.mine,
    ...template.familyPage.others,
    ...template.followUp,
  ].map(({ id }) => id),
];

const problemIds = (problems: readonly TemplateProblem[]): string[] =>
  problems.flatMap(({ id, goals, interventions }) => [
    id,
    ...[...goals, ...interventions].map((item) => item.id),
  ]);

const twice = (ids: readonly string[]): string[] =>
  ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the id ${id} is there twice`);

/** Goals that an intervention serves are those of its own problem; its owner is a role. */
const problemFindings = (
  problems: readonly TemplateProblem[],
  roles: ReadonlyMap<string, BothLanguages>,
): string[] =>
  problems.flatMap(({ goals, interventions }) => [
    ...interventions.flatMap(({ id, for: serves, owner }) => [
      ...serves
        .filter((goal) => !goals.some((own) => own.id === goal))
        .map((goal) => `${id} serves ${goal}, which is no goal of its problem`),
      ...(roles.has(owner) ? [] : [`${id} has the owner ${owner}, which is no role`]),
    ]),
    ...goals
      .filter(({ id }) => !interventions.some(({ for: serves }) => serves.includes(id)))
      .map(({ id }) => `no intervention serves ${id}`),
  ]);

const linkFindings = (
  template: Template,
  known: ReadonlySet<string>,
  roles: ReadonlyMap<string, BothLanguages>,
): string[] => {
  const { grounds, library, warningSigns, familyPage } = template;
  const named = [
    ...grounds.flatMap(({ proposes }) => proposes),
    ...[...library.offered, ...library.byOwnGround].map(({ id }) => id),
    ...warningSigns.library,
    ...[...familyPage.mine, ...familyPage.others].flatMap((each) => each.with),
  ];
  return [
    ...named.filter((id) => !known.has(id)).map((id) => `it names ${id}, which is nowhere`),
    ...familyPage.others
      .filter(({ role }) => !roles.has(role))
      .map(({ id, role }) => `${id} names ${role}, which is no role`),
    ...(template.problems.length + library.offered.length > 6
      ? ['it offers more than six problems']
      : []),
  ];
};

/** Reads all files, by name. Throws `TemplateError` for the first that cannot be used. */
export const templatesOf = (files: Readonly<Record<string, unknown>>): Templates => {
  const byName = new Map(
    Object.entries(files).map(([path, file]) => [path.replace(/^.*\/|\.json$/g, ''), file]),
  );
  const library = readFile(libraryId, librarySchema, byName.get(libraryId));
  const { roles: roleList } = readFile('roles', rolesSchema, byName.get('roles'));
  const roles = new Map(roleList.map(({ id, label }) => [id, label]));
  const all = [...byName]
    .filter(([name]) => name !== libraryId && name !== 'roles')
    .map(([name, file]) => {
      const template = readFile(name, templateSchema, file);
      if (template.id !== name) throw new TemplateError(name, [`its id is ${template.id}`]);
      return template;
    })
    .sort((a, b) => (a.title.en < b.title.en ? -1 : 1));
  const libraryIds = [...problemIds(library.problems), ...library.warningSigns.map(({ id }) => id)];
  const refuse = (name: string, findings: readonly string[]): void => {
    if (findings.length > 0) throw new TemplateError(name, findings);
  };
  refuse(libraryId, [...twice(libraryIds), ...problemFindings(library.problems, roles)]);
  const known = new Set([...libraryIds, ...all.flatMap(idsOf)]);
  let before = libraryIds;
  for (const template of all) {
    before = [...before, ...idsOf(template)];
    refuse(template.id, [
      ...twice(before),
      ...problemFindings(template.problems, roles),
      ...linkFindings(template, known, roles),
    ]);
  }
  const offers = [...all.map((template) => offerOf(template, library)), libraryOffer(library)];
  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  return {
    all,
    library,
    offers,
    offer: (id) => byId.get(id),
    role: (id) => roles.get(id),
    roles: [...roles.keys()],
  };
};

const offerOf = (template: Template, library: Library): Offer => {
  const { id, version, title, situation, reviewedBy, conditionCodes, barriers } = template;
  const shared = (offered: boolean) => (use: { id: string; note?: string | undefined }) => {
    const { proposedBy, ...problem } = library.problems.find((each) => each.id === use.id)!;
    return { problem, offered, note: use.note ?? (offered ? null : proposedBy) };
  };
  return {
    ...{ id, version, title, situation, reviewedBy, conditionCodes, barriers },
    problems: [
      ...template.problems.map((problem) => ({ problem, offered: true, note: null })),
      ...template.library.offered.map(shared(true)),
      ...template.library.byOwnGround.map(shared(false)),
    ],
  };
};

const libraryOffer = ({ version, reviewedBy, problems }: Library): Offer => ({
  id: libraryId,
  version,
  title: { en: 'Library: single problems', es: 'Biblioteca: problemas sueltos' },
  situation: 'Problems that many situations share. Choose the ones that this patient has.',
  reviewedBy,
  conditionCodes: { icd10cm: [], snomed: [] },
  problems: problems.map(({ proposedBy, ...problem }) => ({
    problem,
    offered: false,
    note: proposedBy,
  })),
  barriers: [],
});
