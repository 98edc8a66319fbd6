/**
 * The deadlines as `npm run rules:check` names them (`clock:*`): a thin adapter between its keys and
 * shared/clinical/clocks. What a rule cannot do without and does not get is an error in plain words.
 */
import { fold } from '../folding';
import { epochOf, isDate, localDateOf } from '../time';
import { deadlines } from './clocks/deadlines';
import type { DueDate } from './clocks/days';
import type { ClockDefinitions } from './clocks/definition';
import {
  absent,
  booleanOf,
  dateOf,
  inputOf,
  instantOf,
  listOf,
  needed,
  RowError,
  show,
  type Input,
} from './row-input';

const instantAt = (input: Input, name: string): string =>
  needed(name, instantOf(name, input[name]));
const dateAt = (input: Input, name: string): string => needed(name, dateOf(name, input[name]));

/** A moment that the sheet has as an instant or as a date; as a date of the zone. */
const dayOf = (input: Input, name: string, zone: string): string | null => {
  const value = input[name];
  if (typeof value === 'string' && isDate(value)) return value;
  const instant = instantOf(name, value);
  return instant === null ? null : localDateOf(instant, zone);
};

const inOrder = (
  first: string | null,
  firstName: string,
  second: string | null,
  secondName: string,
): void => {
  if (first !== null && second !== null && epochOf(second) < epochOf(first))
    throw new RowError(`${secondName} lies before ${firstName}.`);
};

const byDate = ({ dueDate, dueBefore }: DueDate): object => ({
  due_date: dueDate,
  due_before: dueBefore,
});

const holidaysOf = (input: Input): ReadonlySet<string> =>
  new Set(
    (listOf('holidays', input['holidays']) ?? []).map((one) => dateOf('holidays', one) ?? ''),
  );

/** Traditional Medicare, as sheets write it; every other plan is another one. */
const isTraditional = (value: unknown): boolean => {
  if (absent(value)) throw new RowError('plan is missing.');
  if (typeof value !== 'string') throw new RowError(`plan is ${show(value)}, which is no plan.`);
  const words = fold(value).replace(/[^a-z]/g, '');
  return /^(traditional|original)(medicare)?$|^medicare(traditional|original|ffs|fee.*)?$/.test(
    words,
  );
};

type Clock = (input: Input, zone: string) => object;

/** Rules by the names of check.md. Each throws `RowError` for a row that cannot be reckoned. */
export const clockRules = (
  definitions: ClockDefinitions,
): Record<string, (input: unknown, zone: string) => object> => {
  const clocks = deadlines(definitions);
  const rules: Record<string, Clock> = {
    im_first: (input, zone) =>
      byDate(clocks.importantMessage(instantAt(input, 'inpatient_admission'), zone)),
    im_followup: (input, zone) => {
      const delivered = instantAt(input, 'first_delivered');
      const discharge = instantAt(input, 'discharge');
      inOrder(delivered, 'first_delivered', discharge, 'discharge');
      const {
        needed: due,
        windowOpens,
        latest,
      } = clocks.importantMessageFollowUp(delivered, discharge, zone);
      return { needed: due, window_opens: windowOpens, latest };
    },
    moon: (input) => {
      const start = instantAt(input, 'observation_start');
      const released = instantOf('released', input['released']);
      inOrder(start, 'observation_start', released, 'released');
      const { required, requiredFromAfter, due } = clocks.observationNotice(start, released);
      return { required, required_from_after: requiredFromAfter, due };
    },
    mcsn: (input, zone) => {
      const inpatientOrder = instantAt(input, 'inpatient_admission');
      const reclassified = instantOf(
        'reclassified_to_observation',
        input['reclassified_to_observation'],
      );
      const plannedRelease = instantOf('planned_release', input['planned_release']);
      inOrder(inpatientOrder, 'inpatient_admission', reclassified, 'reclassified_to_observation');
      inOrder(inpatientOrder, 'inpatient_admission', plannedRelease, 'planned_release');
      const partB = needed('part_b', booleanOf('part_b', input['part_b']));
      const traditional = isTraditional(input['plan']);
      const { eligible, eligibleFrom, latest } = clocks.changeOfStatus(
        { inpatientOrder, reclassified, plannedRelease, partB, traditional },
        zone,
      );
      return { eligible, eligible_from: eligibleFrom, latest };
    },
    two_midnight: (input, zone) => {
      const { firstMidnight, secondMidnight, due, overdueAtCreation } = clocks.twoMidnights(
        instantAt(input, 'hospital_care_start'),
        instantAt(input, 'observation_order'),
        zone,
      );
      return {
        first_midnight: firstMidnight,
        second_midnight: secondMidnight,
        due,
        overdue_at_creation: overdueAtCreation,
      };
    },
    initial_assessment: (input) => ({
      due: clocks.initialAssessment(instantAt(input, 'admission')),
    }),
    continued_stay_review: (input, zone) => ({
      due: clocks.continuedStayReview(dateAt(input, 'next_review_date'), zone),
    }),
    detailed_notice_of_discharge: (input, zone) => ({
      due: clocks.detailedNotice(instantAt(input, 'qio_notification'), zone),
    }),
    post_discharge_call: (input, zone) =>
      byDate(clocks.postDischargeCall(instantAt(input, 'discharge'), holidaysOf(input), zone)),
    home_health_f2f: (input) =>
      clocks.faceToFace(dateAt(input, 'start_of_care'), dateOf('encounter', input['encounter'])),
    snf_transfer_window: (input, zone) =>
      clocks.transferWindow(
        needed('discharge', dayOf(input, 'discharge', zone)),
        dayOf(input, 'snf_admission', zone),
      ),
    plan_review: (input, zone) => byDate(clocks.planReview(dateAt(input, 'review_date'), zone)),
  };
  return Object.fromEntries(
    Object.entries(rules).map(([name, clock]) => [
      `clock:${name}`,
      (input: unknown, zone: string) => clock(inputOf(input), zone),
    ]),
  );
};
