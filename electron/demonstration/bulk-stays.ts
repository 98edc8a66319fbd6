/** The active stays of 4 North and 5 East that no story names, told in the same words as the stories. */
import type {
  Destination,
  FactDefinition,
  PersonDefinition,
  PlanDefinition,
  StemsDefinition,
} from './definitions';
import { chanceOf, type Chance } from './random';
import { drawPerson } from './unnamed';
import type { UnitKey } from './world';

/** Where the unnamed of a unit go, in bed order: so many to place, some home health, the rest home. */
interface UnitPlan {
  unit: UnitKey;
  beds: { from: number; to: number; places: number; not: string[] };
  stays: number;
  /** Going somewhere that the discharge planner has to find. */
  toPlace: Destination[];
  homeHealth: number;
  planner: string;
  caseManagers: { id: string; stays: number }[];
  attendings: string[];
  /** Stays whose date is today. */
  leavingToday: number;
}

const unitPlans: readonly UnitPlan[] = [
  {
    unit: '4N',
    beds: { from: 401, to: 426, places: 1, not: ['409', '412', '414', '415', '418', '426'] },
    stays: 20,
    toPlace: ['snf', 'snf', 'irf', 'hoh', 'she'],
    homeHealth: 5,
    planner: 'u-fairholm',
    caseManagers: [{ id: 'u-ashlock', stays: 20 }],
    attendings: ['p-pinecrest', 'p-sorrelby', 'p-sorrelby'],
    leavingToday: 3,
  },
  {
    unit: '5E',
    beds: { from: 531, to: 546, places: 2, not: ['534-2', '537-2', '540-1', '545-1', '546-2'] },
    stays: 27,
    toPlace: ['irf', 'snf', 'irf', 'snf', 'snf', 'ltch', 'hof'],
    homeHealth: 7,
    planner: 'u-fairholm',
    caseManagers: [
      { id: 'u-tarrow', stays: 14 },
      { id: 'u-vintner', stays: 13 },
    ],
    attendings: ['p-coltsfoot', 'p-harebell'],
    leavingToday: 2,
  },
];

/** Record numbers of the unnamed start here; the stories hold single numbers around it. */
const firstNumber = 9905100;

/** People without a story who lie in 4 North and 5 East. */
export const bulkPeople = (
  stems: StemsDefinition,
  seed: string,
  today: string,
): PersonDefinition[] =>
  unitPlans.flatMap((plan, unitIndex) => {
    const beds = bedNames(plan).slice(0, plan.stays);
    const chance = chanceOf(seed, `bulk/${plan.unit}`);
    const goings = spread(chance, plan);
    const leaving = leavingIndexes(plan, goings);
    return beds.map((bed, index) =>
      bulkPerson(stems, chance, {
        plan,
        bed,
        to: goings[index] ?? 'home',
        today,
        mrn: String(firstNumber + unitIndex * 100 + index),
        caseManager: managerOf(plan, index),
        leavesToday: leaving.has(index),
      }),
    );
  });

const bedNames = ({ beds }: UnitPlan): string[] => {
  const names: string[] = [];
  for (let room = beds.from; room <= beds.to; room += 1)
    for (let place = 1; place <= beds.places; place += 1) {
      const name = beds.places === 1 ? String(room) : `${room}-${place}`;
      if (!beds.not.includes(name)) names.push(name);
    }
  return names;
};

/** Destinations in a shuffled order, as many as there are stays. */
const spread = (chance: Chance, plan: UnitPlan): Destination[] => {
  const all: Destination[] = [
    ...plan.toPlace,
    ...Array.from({ length: plan.homeHealth }, () => 'hh' as const),
    ...Array.from(
      { length: plan.stays - plan.toPlace.length - plan.homeHealth },
      () => 'home' as const,
    ),
  ];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = chance.int(0, i);
    const [a, b] = [all[i], all[j]];
    if (a === undefined || b === undefined) continue;
    all[i] = b;
    all[j] = a;
  }
  return all;
};

/** Who leaves today: of those whom nobody has to place, every fourth. */
const leavingIndexes = (plan: UnitPlan, goings: readonly Destination[]): Set<number> =>
  new Set(
    goings
      .flatMap((to, index) => (plan.toPlace.includes(to) ? [] : [index]))
      .filter((_, n) => n % 4 === 2)
      .slice(0, plan.leavingToday),
  );

const managerOf = (plan: UnitPlan, index: number): string => {
  let left = index;
  for (const { id, stays } of plan.caseManagers) {
    if (left < stays) return id;
    left -= stays;
  }
  return plan.caseManagers[0]?.id ?? 'u-oakes';
};

interface Lot {
  plan: UnitPlan;
  bed: string;
  to: Destination;
  today: string;
  mrn: string;
  caseManager: string;
  leavesToday: boolean;
}

const bulkPerson = (stems: StemsDefinition, chance: Chance, lot: Lot): PersonDefinition => {
  const { plan, to } = lot;
  const drawn = drawPerson(stems, chance, lot.today);
  const fits = stems.situations.filter(
    ({ units, observation }) => units.includes(plan.unit) && (!observation || to === 'home'),
  );
  const situation = chance.weighted(fits.map((value) => ({ weight: value.weight, value })));
  const observation = situation.observation === true;
  const placed = plan.toPlace.includes(to);
  const admitted = {
    day: observation ? -1 : -chance.int(placed ? 3 : 1, placed ? 9 : 5),
    time: `${String(chance.int(8, 19)).padStart(2, '0')}:${chance.pick(['05', '20', '35', '50'])}`,
  };
  const edd = lot.leavesToday ? 0 : observation ? 1 : chance.int(1, placed ? 5 : 3);
  const planned = situation.plan !== 'none' && admitted.day <= -2 && chance.is(0.8);
  const attending = chance.pick(plan.attendings);
  const kin = `${chance.pick(drawn.sex === 'female' ? stems.givenMale : stems.givenFemale)} ${drawn.family}`;
  return {
    id: lot.bed,
    family: drawn.family,
    given: drawn.given,
    sex: drawn.sex,
    birthDate: drawn.birthDate,
    mrn: lot.mrn,
    language: chance.is(0.08) ? 'es' : 'en',
    maritalStatus: chance.pick(['Married', 'Single', 'Widowed', 'Divorced']),
    phone: drawn.phone,
    address: drawn.address,
    allergies: chance.is(0.15)
      ? 'not recorded'
      : chance.is(0.6)
        ? 'none'
        : [chance.pick(stems.allergies)],
    coverage: [
      {
        payer: drawn.payer.payer,
        planClass: drawn.payer.planClass,
        ...(drawn.member ? { member: drawn.member } : {}),
      },
    ],
    related: [
      {
        name: kin,
        relationship: chance.pick(['Spouse', 'Son', 'Daughter', 'Friend', 'Sister', 'Brother']),
        phone: `555-01${String(chance.int(0, 99)).padStart(2, '0')}`,
        roles: ['emergencyContact'],
      },
    ],
    history: [chance.pick(stems.chronic), chance.pick(stems.chronic)].filter(
      (one, index, all) =>
        all.findIndex(({ code }) => code === one.code) === index &&
        one.code !== situation.principal.code,
    ),
    emergencyVisits: chance.is(0.35) ? [-chance.int(20, 170)] : [],
    stays: [
      {
        unit: plan.unit,
        caseManager: lot.caseManager,
        ...(placed ? { planner: plan.planner } : {}),
        attending,
        reason: situation.reason,
        source: chance.is(0.85) ? 'Emergency' : 'Planned',
        principal: situation.principal,
        ...(planned ? { plan: bulkPlan(stems, situation.plan, edd, admitted.day) } : {}),
        usual: {
          admitted,
          class: observation ? 'observation' : 'inpatient',
          bed: lot.bed,
          edd,
          to,
        },
        facts: bulkFacts(stems, chance, {
          to,
          edd,
          admittedDay: admitted.day,
          planned,
          today: situation.today,
          lot,
          placed,
        }),
      },
    ],
  };
};

const bulkPlan = (
  stems: StemsDefinition,
  key: string,
  edd: number,
  admittedDay: number,
): PlanDefinition => {
  const title =
    {
      hf: 'Heart failure',
      lungs: 'Breathing',
      infection: 'Infection',
      stroke: 'Stroke',
      surgery: 'After surgery',
    }[key] ?? 'Care plan';
  return {
    title,
    review: Math.max(edd, 1),
    agreedBy: 'Patient',
    agreed: admittedDay + 1,
    problems: (stems.plans[key] ?? []).map((problem) => ({
      ...problem,
      goals: problem.goals.map((goal) => ({ ...goal, due: Math.max(edd, 0) })),
      activities: problem.activities.map((activity) => ({ ...activity, due: Math.max(edd, 0) })),
    })),
  };
};

interface Course {
  to: Destination;
  edd: number;
  admittedDay: number;
  planned: boolean;
  today: string[];
  lot: Lot;
  placed: boolean;
}

const bulkFacts = (stems: StemsDefinition, chance: Chance, course: Course): FactDefinition[] => {
  const { to, edd, lot } = course;
  const facts: FactDefinition[] = [];
  // Who came yesterday evening has no work from yesterday noon.
  const settled = course.admittedDay <= -2;
  const at = (time: string): { day: number; time: string } =>
    settled ? { day: -1, time } : { day: 0, time: '08:40' };
  if (course.planned)
    facts.push({ day: course.admittedDay + 1, time: '15:30', kind: 'plan', signs: 1 });
  if (settled)
    facts.push({
      day: -1,
      time: `1${chance.int(2, 6)}:1${chance.int(0, 9)}`,
      kind: 'event',
      text: chance.pick(course.today),
    });
  const barriers = stems.barriers.filter((barrier) => barrier.to.includes(to));
  const barrier =
    chance.is(course.placed ? 0.8 : 0.25) && barriers.length > 0
      ? chance.pick(barriers)
      : undefined;
  if (barrier)
    facts.push({
      ...at('11:40'),
      kind: 'barrier',
      barriers: [
        {
          key: 'one',
          category: barrier.category,
          title: barrier.title,
          severity: barrier.severity,
          removableBy: barrier.removableBy,
          owner: course.placed ? lot.plan.planner : lot.caseManager,
        },
      ],
    });
  if (edd <= 0 || (course.placed && chance.is(0.4)))
    facts.push({
      day: edd <= 0 ? 0 : -1,
      time: edd <= 0 ? '08:20' : '10:20',
      kind: 'ready',
      ready: 'yes',
      saidBy: 'Hospitalist',
      ...(edd <= 0 ? { leaves: { day: 0, time: chance.pick(['13:00', '14:30', '16:00']) } } : {}),
    });
  const fitting = stems.tasks.filter((task) => task.to.includes(to));
  const first = chance.pick(fitting);
  const tasks = [first, ...fitting.filter((task) => task !== first && chance.is(0.35))].slice(0, 2);
  facts.push({
    ...at('16:20'),
    kind: 'event',
    quiet: true,
    tasks: tasks.map((task, index) => ({
      kind: task.kind,
      title: task.title,
      due: {
        day: edd <= 0 ? 0 : Math.min(edd, 1 + index),
        time: `1${chance.int(1, 6)}:${chance.pick(['00', '30'])}`,
      },
      owner: task.owner === 'dp' && course.placed ? lot.plan.planner : lot.caseManager,
    })),
  });
  return facts;
};
