import { expect, test } from 'vitest';
import { templates } from '../../../electron/clinical/templates';
import { idsOf, TemplateError, templatesOf } from '../../../shared/careplans/templates/catalog';
import type { Template } from '../../../shared/careplans/templates/definition';

const files = (): Record<string, unknown> =>
  structuredClone(
    import.meta.glob<unknown>('../../../resources/templates/*.json', {
      eager: true,
      import: 'default',
    }),
  );
const place = (name: string): string => `../../../resources/templates/${name}.json`;

const findings = (all: Record<string, unknown>): { file: string; findings: readonly string[] } => {
  try {
    templatesOf(all);
  } catch (error) {
    if (error instanceof TemplateError) return { file: error.file, findings: error.findings };
    throw error;
  }
  return { file: 'none', findings: [] };
};

const changed = (name: string, change: (template: Template) => void): Record<string, unknown> => {
  const all = files();
  change(all[place(name)] as Template);
  return all;
};

test('the twelve situations and the library hold all of their content', () => {
  const counted = templates.offers.map(({ id, problems }) => {
    const own = problems.filter(({ offered }) => offered).map(({ problem }) => problem);
    const goals = own.flatMap((problem) => problem.goals).length;
    const interventions = own.flatMap((problem) => problem.interventions).length;
    return `${id}: ${own.length} of ${problems.length}, ${goals}, ${interventions}`;
  });
  expect(counted).toEqual([
    'copd: 6 of 9, 16, 19',
    'dementia-caregiver-strain: 6 of 9, 15, 22',
    'diabetes: 4 of 8, 10, 15',
    'heart-failure: 6 of 9, 14, 20',
    'hip-fracture: 6 of 9, 14, 20',
    'homelessness: 6 of 9, 16, 20',
    'joint-replacement: 6 of 9, 16, 19',
    'dialysis: 6 of 9, 14, 19',
    'palliative: 6 of 8, 18, 22',
    'sepsis: 6 of 10, 15, 20',
    'stroke: 5 of 10, 13, 19',
    'substance-use: 6 of 10, 15, 18',
    'library: 0 of 13, 0, 0',
  ]);
  expect(templates.all.flatMap(idsOf)).toHaveLength(859);
});

test('no text is said to be reviewed by a clinician until one has signed', () => {
  for (const { reviewedBy } of templates.offers) expect(reviewedBy).toEqual({ en: null, es: null });
});

test('an unknown field is refused with its place', () => {
  const all = changed('stroke', (template) => {
    Object.assign(template.problems[1]!.goals[0]!, { dose: '5 mg' });
  });
  const { file, findings: said } = findings(all);
  expect(file).toBe('stroke');
  expect(said).toEqual(['problems.1.goals.0: Unrecognized key: "dose"']);
});

test('a time that nobody can count is refused with its place', () => {
  const all = changed('copd', (template) => {
    template.problems[0]!.interventions[0]!.due = 'soon';
  });
  expect(findings(all).findings).toEqual([
    'problems.0.interventions.0.due: is no time that is known',
  ]);
});

test('an id of two meanings, a goal of another problem, a role or a link that is nowhere', () => {
  const second = changed('sepsis', (template) => {
    template.problems[0]!.goals[1]!.id = template.problems[0]!.goals[0]!.id;
  });
  expect(findings(second).findings[0]).toMatch(/^the id sep-g-\w+ is there twice$/);
  const foreign = changed('sepsis', (template) => {
    template.problems[0]!.interventions[0]!.for = ['hf-g-weigh'];
  });
  expect(findings(foreign).findings).toContain(
    `${(foreign[place('sepsis')] as Template).problems[0]!.interventions[0]!.id} serves hf-g-weigh, which is no goal of its problem`,
  );
  const nobody = changed('sepsis', (template) => {
    template.problems[0]!.interventions[0]!.owner = 'astrologer';
  });
  expect(findings(nobody).findings.join()).toContain('astrologer, which is no role');
  const nowhere = changed('sepsis', (template) => {
    template.familyPage.mine[0]!.with = ['sep-g-nothing'];
  });
  expect(findings(nowhere).findings).toEqual(['it names sep-g-nothing, which is nowhere']);
});

test('a language that is missing is refused', () => {
  const all = changed('heart-failure', (template) => {
    template.warningSigns.own[0]!.text.es = ' ';
  });
  expect(findings(all).findings[0]).toMatch(/^warningSigns\.own\.0\.text\.es: /);
});
