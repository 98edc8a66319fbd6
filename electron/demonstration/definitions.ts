/** The shape of the invented people and stays in resources/demonstration: data in words, checked when read. */
import { z } from 'zod';
import { achievementSchema, activityStatusSchema } from '../../shared/careplans/statuses';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const day = z.int().min(-400).max(60);
const moment = z.strictObject({ day, time });
/** Due by the hour, or by the end of a date. */
const due = z.strictObject({ day, time: time.optional() });
const date = z.iso.date();
const code = z.strictObject({ code: z.string(), display: z.string() });

/** Where a patient goes, in the words of the lists. */
export const destinationSchema = z.enum([
  'home',
  'hh',
  'snf',
  'irf',
  'ltch',
  'ltc',
  'hoh',
  'hof',
  'psy',
  'she',
  'ama',
  'died',
  'acute',
]);
export type Destination = z.infer<typeof destinationSchema>;

/** Kinds of fact (stories.md). */
export const factKindSchema = z.enum([
  'arrived',
  'care',
  'obs',
  'inpatient',
  'class',
  'bed',
  'assess',
  'plan',
  'edd',
  'ready',
  'barrier',
  'referral',
  'answer',
  'choice',
  'notice',
  'round',
  'meeting',
  'review',
  'auth',
  'denial',
  'decision',
  'contact',
  'concern',
  'delay',
  'order',
  'left',
  'court',
  'event',
]);
export type FactKind = z.infer<typeof factKindSchema>;

const taskSchema = z.strictObject({
  key: z.string().optional(),
  kind: z.string().startsWith('tk-'),
  title: z.string(),
  detail: z.string().optional(),
  due,
  owner: z.string().optional(),
  ownerRole: z.string().optional(),
  priority: z.enum(['routine', 'urgent', 'asap', 'stat']).optional(),
  /** When it was done, where no fact says so. */
  done: moment.optional(),
});
export type TaskDefinition = z.infer<typeof taskSchema>;

/** Work that a rule opens at admission and that this fact does: open until the fact is told. */
const dutySchema = z.strictObject({
  kind: z.string().startsWith('tk-'),
  title: z.string(),
  /** By the rule of its kind unless said. */
  due: due.optional(),
  owner: z.string().optional(),
  ownerRole: z.string().optional(),
  opened: moment.optional(),
});
export type DutyDefinition = z.infer<typeof dutySchema>;

const barrierSchema = z.strictObject({
  key: z.string(),
  category: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  severity: z.enum(['low', 'moderate', 'high']),
  removableBy: z.string().optional(),
  owner: z.string().optional(),
  due: moment.optional(),
  /** The plan's problem it stands under. */
  problem: z.string().optional(),
});
export type BarrierDefinition = z.infer<typeof barrierSchema>;

const factSchema = z.strictObject({
  day,
  time,
  kind: factKindSchema,
  /** What the record says of it; kinds without a table of their own become a signed note. */
  text: z.string().optional(),
  /** Who wrote it down; the stay's case manager unless said. */
  by: z.string().optional(),
  /** Not a note, although its kind would be. */
  quiet: z.boolean().optional(),
  bed: z.string().optional(),
  class: z
    .strictObject({
      to: z.enum(['inpatient', 'observation']),
      by: z.enum(['order', 'correction', 'conditionCode44']),
    })
    .optional(),
  edd: z
    .strictObject({
      on: day.optional(),
      unknown: z.string().optional(),
      reason: z.string().optional(),
    })
    .optional(),
  to: destinationSchema.optional(),
  leaves: moment.optional(),
  ready: z.enum(['yes', 'no']).optional(),
  saidBy: z.string().optional(),
  left: z
    .string()
    .regex(/^\d\d$/)
    .optional(),
  barriers: z.array(barrierSchema).optional(),
  resolves: z.array(z.strictObject({ barrier: z.string(), how: z.string() })).optional(),
  tasks: z.array(taskSchema).optional(),
  done: z.array(z.string()).optional(),
  does: z.array(dutySchema).optional(),
  concern: z
    .strictObject({ words: z.string(), saidBy: z.string(), raisedTo: z.string().optional() })
    .optional(),
  answers: z.string().optional(),
  observe: z
    .array(
      z.strictObject({
        code: z.string(),
        display: z.string(),
        value: z.string(),
        unit: z.string().optional(),
      }),
    )
    .optional(),
  codeStatus: z.enum(['full', 'dnr', 'dni', 'comfort', 'other']).optional(),
  /** Signs a version of the plan, or opens the draft after the newest. */
  signs: z.int().min(1).optional(),
  drafts: z.int().min(2).optional(),
  closesPlan: z
    .strictObject({ status: z.enum(['completed', 'revoked']), reason: z.string() })
    .optional(),
  prints: z
    .strictObject({ version: z.int(), pages: z.int(), recipient: z.string().optional() })
    .optional(),
  /** Glass broken on this patient by that person for so many hours. */
  grants: z.strictObject({ to: z.string(), reason: z.string(), hours: z.int().min(1) }).optional(),
});
export type FactDefinition = z.infer<typeof factSchema>;

const progressSchema = z.strictObject({
  day,
  time,
  value: z.string().optional(),
  statement: z.string().optional(),
  status: achievementSchema,
  by: z.string().optional(),
});

/** Former wording of something that a later version changed: true up to and with that version. */
const was = z.strictObject({
  upTo: z.int().min(1),
  description: z.string().optional(),
  target: z.string().optional(),
  due: day.optional(),
});

const goalSchema = z.strictObject({
  description: z.string(),
  measure: z.string().optional(),
  baseline: z.string().optional(),
  target: z.string().optional(),
  due: day.optional(),
  words: z.string().optional(),
  since: z.int().min(1).optional(),
  was: was.optional(),
  outcome: z.enum(['achieved', 'not-achieved', 'improving']).optional(),
  progress: z.array(progressSchema).optional(),
});
export type GoalDefinition = z.infer<typeof goalSchema>;

const activitySchema = z.strictObject({
  description: z.string(),
  kind: z.string(),
  owner: z.string().optional(),
  ownerRole: z.string().optional(),
  frequency: z.string().optional(),
  due: day.optional(),
  status: activityStatusSchema,
  since: z.int().min(1).optional(),
});
export type ActivityDefinition = z.infer<typeof activitySchema>;

const problemSchema = z.strictObject({
  key: z.string().optional(),
  title: z.string(),
  source: z.string().optional(),
  words: z.string().optional(),
  since: z.int().min(1).optional(),
  goals: z.array(goalSchema).min(1),
  activities: z.array(activitySchema),
});
export type ProblemDefinition = z.infer<typeof problemSchema>;

export const planSchema = z.strictObject({
  title: z.string(),
  review: day.optional(),
  agreedBy: z.string().optional(),
  agreed: day.optional(),
  problems: z.array(problemSchema).min(1),
});
export type PlanDefinition = z.infer<typeof planSchema>;

const teamSchema = z.strictObject({
  /** A user (`u-…`), a practitioner (`p-…`), or `related:` and a name. */
  who: z.string(),
  role: z.string(),
  note: z.string().optional(),
});

const staySchema = z.strictObject({
  visit: z.string().optional(),
  /** Nobody of a unit yet: a patient in the emergency department. */
  unit: z.enum(['4N', '5W', '5E']).nullable(),
  caseManager: z.string().optional(),
  planner: z.string().optional(),
  attending: z.string(),
  reason: z.string(),
  source: z.string().optional(),
  principal: code,
  others: z.array(code).optional(),
  team: z.array(teamSchema).optional(),
  plan: planSchema.optional(),
  /** The way most stays begin; told as facts of its own (usual-course.ts). */
  usual: z
    .strictObject({
      admitted: moment,
      class: z.enum(['inpatient', 'observation']),
      bed: z.string(),
      edd: day.optional(),
      to: destinationSchema.optional(),
      /** Nobody has set a date yet. */
      dateOpen: z.boolean().optional(),
    })
    .optional(),
  facts: z.array(factSchema),
  /** What the next morning's feed says otherwise; it waits in the preview. */
  feed: z.strictObject({ admitted: moment.optional(), language: z.string().optional() }).optional(),
});
export type StayDefinition = z.infer<typeof staySchema>;

export const personSchema = z.strictObject({
  /** `ST-01` for a story, else the bed. */
  id: z.string(),
  family: z.string(),
  given: z.string(),
  sex: z.enum(['female', 'male', 'other', 'unknown']),
  birthDate: date,
  mrn: z.string(),
  language: z.string().optional(),
  maritalStatus: z.string().optional(),
  phone: z.string().optional(),
  address: z
    .strictObject({ line: z.string(), city: z.string(), postalCode: z.string() })
    .optional(),
  restricted: z.string().optional(),
  allergies: z.union([
    z.array(
      z.strictObject({
        substance: z.string(),
        reaction: z.string().optional(),
        severity: z.string().optional(),
        intolerance: z.boolean().optional(),
      }),
    ),
    z.literal('none'),
    z.literal('not recorded'),
  ]),
  coverage: z.array(
    z.strictObject({
      payer: z.string(),
      planClass: z.enum([
        'medicare',
        'medicareAdvantage',
        'medicaid',
        'commercial',
        'selfPay',
        'other',
      ]),
      member: z.string().optional(),
      group: z.string().optional(),
      /** When the record learned of it; at arrival unless said. */
      since: moment.optional(),
    }),
  ),
  related: z.array(
    z.strictObject({
      name: z.string(),
      relationship: z.string(),
      phone: z.string().optional(),
      roles: z.array(z.string()).optional(),
      note: z.string().optional(),
    }),
  ),
  history: z.array(code),
  /** Days of emergency visits before this stay. */
  emergencyVisits: z.array(day).optional(),
  stays: z.array(staySchema).min(1),
});
export type PersonDefinition = z.infer<typeof personSchema>;

/** A file of people. */
export const peopleSchema = z.array(personSchema);

export const hospitalSchema = z.strictObject({
  name: z.string(),
  phone: z.string(),
  helpDesk: z.string(),
  assigner: z.string(),
  aliases: z.array(z.string()),
  units: z.array(
    z.strictObject({
      key: z.enum(['4N', '5W', '5E']),
      name: z.string(),
      specialty: z.string(),
      usualLeavingTime: time,
      headLimit: z.int(),
      /** First and last room, and beds a room. */
      rooms: z.strictObject({ from: z.int(), to: z.int(), beds: z.int().min(1).max(2) }),
    }),
  ),
  bedStatus: z.array(
    z.strictObject({
      bed: z.string(),
      status: z.enum(['cleaning', 'held', 'closed']),
      note: z.string(),
    }),
  ),
});
export type HospitalDefinition = z.infer<typeof hospitalSchema>;

export const staffSchema = z.strictObject({
  users: z.array(
    z.strictObject({
      id: z.string().startsWith('u-'),
      given: z.string(),
      family: z.string(),
      role: z.enum(['administrator', 'unitLead', 'caseManager', 'dischargePlanner', 'auditor']),
      phone: z.string(),
      units: z.array(z.enum(['4N', '5W', '5E'])),
      credentials: z.array(z.strictObject({ kind: z.string(), expires: date.optional() })),
      works: z
        .strictObject({ days: z.enum(['weekdays', 'weekends']), from: time, to: time })
        .optional(),
    }),
  ),
  practitioners: z.array(
    z.strictObject({
      id: z.string().startsWith('p-'),
      prefix: z.string().optional(),
      given: z.string(),
      family: z.string(),
      specialty: z.string(),
      phone: z.string(),
      identifier: z.string(),
      note: z.string().optional(),
    }),
  ),
});
export type StaffDefinition = z.infer<typeof staffSchema>;

export const calendarSchema = z.strictObject({
  series: z.array(
    z.strictObject({
      key: z.string(),
      kind: z.enum(['round', 'meeting']),
      title: z.string(),
      unit: z.enum(['4N', '5W', '5E']),
      rule: z.string(),
      /** First weekday (1 = Monday) of the series. */
      weekday: z.int().min(1).max(7),
      time,
      minutes: z.int(),
      place: z.string(),
      note: z.string().optional(),
      expects: z.array(
        z.strictObject({
          who: z.string().optional(),
          role: z.string(),
          status: z.enum(['accepted', 'declined', 'tentative', 'needs-action']).optional(),
        }),
      ),
      /** Occurrences that differ: the first one on that weekday at least so many days ahead. */
      exceptions: z
        .array(
          z.strictObject({
            weekday: z.int(),
            atLeastDays: z.int(),
            movedTo: time.optional(),
            cancelled: z.boolean().optional(),
            reason: z.string(),
          }),
        )
        .optional(),
    }),
  ),
  single: z.array(
    z.strictObject({
      key: z.string(),
      kind: z.enum(['meeting', 'visit']),
      title: z.string(),
      person: z.string().optional(),
      unit: z.enum(['4N', '5W', '5E']).optional(),
      day,
      time,
      minutes: z.int(),
      /** Needs an office or a court to be open, so it moves to a business day. */
      office: z.boolean().optional(),
      place: z.string().optional(),
      address: z.string().optional(),
      travel: z.int().optional(),
      note: z.string().optional(),
      with: z.array(
        z.strictObject({
          who: z.string().optional(),
          name: z.string().optional(),
          role: z.string(),
        }),
      ),
    }),
  ),
});
export type CalendarDefinition = z.infer<typeof calendarSchema>;

/** Stems from which unnamed patients are made. */
export const stemsSchema = z.strictObject({
  familyHeads: z.array(z.string()),
  familyTails: z.array(z.string()),
  givenFemale: z.array(z.string()),
  givenMale: z.array(z.string()),
  streets: z.array(z.string()),
  towns: z.array(z.strictObject({ city: z.string(), postalCode: z.string() })),
  allergies: z.array(z.strictObject({ substance: z.string(), reaction: z.string() })),
  chronic: z.array(code),
  payers: z.array(
    z.strictObject({
      payer: z.string(),
      planClass: z.enum(['medicare', 'medicareAdvantage', 'medicaid', 'commercial', 'selfPay']),
      prefix: z.string(),
    }),
  ),
  situations: z.array(
    z.strictObject({
      key: z.string(),
      units: z.array(z.enum(['4N', '5W', '5E'])),
      weight: z.number(),
      reason: z.string(),
      principal: code,
      heartFailure: z.boolean().optional(),
      observation: z.boolean().optional(),
      plan: z.string(),
      today: z.array(z.string()),
    }),
  ),
  /** What an intake says, as a sentence after “Intake: ”. */
  intakes: z.array(z.string()),
  plans: z.record(z.string(), z.array(problemSchema)),
  barriers: z.array(
    z.strictObject({
      category: z.string(),
      title: z.string(),
      severity: z.enum(['low', 'moderate', 'high']),
      removableBy: z.string(),
      to: z.array(destinationSchema),
    }),
  ),
  tasks: z.array(
    z.strictObject({
      kind: z.string(),
      title: z.string(),
      to: z.array(destinationSchema),
      owner: z.enum(['cm', 'dp']),
    }),
  ),
});
export type StemsDefinition = z.infer<typeof stemsSchema>;
