/** The care plan of the printed mock-up: an invented patient of an invented hospital. */
import { join } from 'node:path';
import type { CarePlanPrint } from '../../electron/documents/care-plan-print';
import {
  plainActivity,
  typedMeasure,
  untied,
  type ActivityContent,
  type BarrierContent,
  type GoalContent,
  type ProblemContent,
} from '../../shared/careplans/version';

/** Where the printed fonts lie. */
export const fontFolder = join(import.meta.dirname, '../../resources/fonts');

let serial = 0;
const id = (): string => `id-${(serial += 1)}`;

export const goal = (more: Partial<GoalContent> & { points?: string[] }): GoalContent => {
  const { points = [], ...fields } = more;
  return {
    id: id(),
    description: 'Walk 150 ft with a walker, one person nearby',
    measure: null,
    ...typedMeasure,
    baseline: null,
    target: null,
    dueOn: '2026-03-27',
    ownWords: null,
    lifecycleStatus: 'active',
    achievementStatus: 'in-progress',
    progress: points.map((value, index) => ({
      id: id(),
      at: `2026-03-${String(12 - points.length + 1 + index).padStart(2, '0')}T14:00:00.000Z`,
      value,
      statement: null,
      achievementStatus: 'improving',
      byName: 'Joss Fenwillow, PT',
    })),
    ...fields,
  };
};

export const activity = (
  description: string,
  ownerName: string,
  frequency: string,
  dueOn: string,
  status: ActivityContent['status'] = 'scheduled',
): ActivityContent => ({
  ...{ id: id(), description, kind: null, ownerId: null, ownerName, ownerRole: null },
  ...plainActivity,
  ...{ frequency, dueOn, status },
});

export const barrier = (title: string, more: Partial<BarrierContent> = {}): BarrierContent => ({
  id: id(),
  category: 'behavioral',
  title,
  detail: null,
  severity: 'moderate',
  removableBy: 'Therapy, daughter',
  ...untied,
  ownerId: null,
  ownerName: null,
  dueAt: '2026-03-13T21:00:00.000Z',
  openedAt: '2026-03-09T13:40:00.000Z',
  resolvedAt: null,
  resolution: null,
  ...more,
});

export const problem = (title: string, more: Partial<ProblemContent> = {}): ProblemContent => ({
  ...{ id: id(), title, source: null, conditionId: null, ownWords: null },
  ...{ goals: [], activities: [], barriers: [] },
  ...more,
});

/** The plan of `care-plan-print.png`. */
export const hazelmerePrint = (more: Partial<CarePlanPrint> = {}): CarePlanPrint => ({
  language: 'en',
  paper: 'letter',
  zone: 'America/New_York',
  printedAt: '2026-03-12T14:04:00.000Z',
  printedBy: 'Robin Elmcrest, RN',
  demonstration: false,
  draft: false,
  version: 3,
  status: 'active',
  outdated: false,
  signed: { at: '2026-03-12T13:58:00.000Z', byName: 'Robin Elmcrest, RN', byRole: 'caseManager' },
  replaces: {
    version: 2,
    signedAt: '2026-03-09T19:40:00.000Z',
    changes: [
      change('changed', 'goal', 'g1'),
      change('added', 'activity', 'a1'),
      change('added', 'activity', 'a2'),
      change('added', 'barrier', 'b1'),
    ],
  },
  hospital: { name: 'Alderpoint General Hospital', phone: '555-0100' },
  unitName: '5 West',
  patient: { familyName: 'Hazelmere', givenName: 'Ruth', birthDate: '1941-03-14', mrn: '9904588' },
  stay: {
    number: '26-07731',
    bed: '508-1',
    class: 'inpatient',
    admittedAt: '2026-03-07T21:20:00.000Z',
  },
  expectedDischargeOn: '2026-03-13',
  plannedDisposition: 'snf',
  payers: ['Medicare Advantage, Northplan'],
  admitReason: 'Right hip fracture, hemiarthroplasty Mar 8',
  attendingName: 'Dr. Imre Slatefield',
  allergies: ['Sulfa antibiotics'],
  codeStatus: 'full',
  decisionMakers: [{ name: 'Clover Hazelmere', relationship: 'Daughter', role: 'agent' }],
  team: [
    { name: 'Robin Elmcrest, RN', role: 'cm', organization: '5 West', phone: '555-0129' },
    { name: 'Dr. Imre Slatefield', role: 'md', organization: '5 West', phone: '555-0104' },
    {
      name: 'Joss Fenwillow, PT',
      role: 'pt',
      organization: 'Rehabilitation services',
      phone: '555-0126',
    },
    { name: 'Sasha Brookmoor', role: 'dp', organization: '5 West', phone: '555-0131' },
    { name: 'Clover Hazelmere', role: 'agent', organization: null, phone: '555-0175' },
  ],
  content: {
    format: 1,
    title: 'Hip fracture',
    reviewOn: '2026-03-13',
    agreedBy: 'Patient and daughter',
    agreedOn: '2026-03-12',
    agreement: 'agrees',
    problems: [
      problem('Cannot yet walk safely', {
        ownWords: 'I want to get out to my porch by myself and sit with my coffee.',
        goals: [
          goal({
            baseline: '10 ft, Mar 9',
            target: '150 ft',
            achievementStatus: 'improving',
            points: ['10 ft', '15 ft', '30 ft', '40 ft', '60 ft'],
          }),
          goal({
            description: 'Bed to chair without help',
            measure: 'AM-PAC mobility',
            baseline: '12, Mar 8',
            target: '18',
            dueOn: '2026-03-20',
            achievementStatus: 'improving',
            points: ['12', '12', '14', '14', '16'],
          }),
        ],
        activities: [
          activity(
            'Walk with walker',
            'Joss Fenwillow, PT',
            '2 a day',
            '2026-03-13',
            'in-progress',
          ),
          activity(
            'Sit in chair for each meal',
            'Bedside nurse',
            '3 a day',
            '2026-03-13',
            'in-progress',
          ),
          activity('Teach daughter safe transfers', 'Teo Larkhill, RN', 'Once', '2026-03-12'),
          activity('Home safety check before return', 'Robin Elmcrest, RN', 'Once', '2026-03-27'),
        ],
        barriers: [barrier('Afraid of falling again, stops early')],
      }),
      problem('Needs skilled nursing after surgery', {
        goals: [
          goal({
            description: 'Safe transfer to the facility she chose',
            baseline: 'No facility',
            target: 'Transferred',
            dueOn: '2026-03-13',
            progress: [
              {
                id: id(),
                at: '2026-03-11T20:10:00.000Z',
                value: null,
                statement: 'Willow Quay accepted Mar 11. Choice list signed Mar 10.',
                achievementStatus: 'improving',
                byName: null,
              },
            ],
            achievementStatus: 'improving',
          }),
        ],
        barriers: [
          barrier('Payer authorization pending', {
            severity: 'high',
            removableBy: 'Northplan, 555-0142',
            dueAt: '2026-03-12T16:00:00.000Z',
            openedAt: '2026-03-10T14:50:00.000Z',
          }),
          barrier('Bed held until Mar 12, 16:00', {
            severity: 'high',
            removableBy: 'Willow Quay, 555-0158',
            dueAt: '2026-03-12T20:00:00.000Z',
            openedAt: '2026-03-11T20:10:00.000Z',
          }),
        ],
      }),
      problem('Pain limits therapy', {
        goals: [
          goal({
            description: 'Pain 3 or less during therapy (0–10)',
            baseline: '7, Mar 8',
            target: '3',
            dueOn: '2026-03-12',
            achievementStatus: 'achieved',
            points: ['7', '6', '5', '3', '3'],
          }),
        ],
      }),
      problem('Daughter carries the care alone', {
        goals: [
          goal({
            description: 'Caregiver strain below 10 of 26',
            baseline: '15, Mar 9',
            target: '9',
            dueOn: '2026-04-09',
          }),
        ],
        activities: [
          activity('Respite options explained', 'Mara Brindlewood, MSW', 'Once', '2026-03-13'),
          activity(
            'Weekly call to daughter after transfer',
            'Robin Elmcrest, RN',
            'Weekly',
            '2026-03-20',
          ),
        ],
      }),
      problem('Diabetes, glucose above range', {
        goals: [
          goal({
            description: 'Fasting glucose 100–180 mg/dL',
            baseline: '214, Mar 8',
            target: '180',
            dueOn: '2026-03-20',
            achievementStatus: 'improving',
            points: ['214', '205', '196', '190', '188'],
          }),
        ],
      }),
    ],
  },
  ...more,
});

function change(kind: 'added' | 'changed', record: 'goal' | 'activity' | 'barrier', of: string) {
  return { kind, record, id: of, problem: 1, title: '', field: null, before: null, after: null };
}
