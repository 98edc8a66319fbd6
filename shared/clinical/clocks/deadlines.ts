/** Deadlines of the field (rules/clocks.md), reckoned from instants and dates by definitions. */
import {
  daysBetween,
  epochOf,
  instantOfEpoch,
  localDateOf,
  plusDays,
  plusHours,
  startOfDate,
} from '../../time';
import { atHourOf, businessDayAfter, dueOn, type DueDate } from './days';
import { numberOfClock, type ClockDefinitions } from './definition';

const sooner = (a: string, b: string | null): string =>
  b !== null && epochOf(b) < epochOf(a) ? b : a;
const later = (a: string, b: string): string => (epochOf(a) > epochOf(b) ? a : b);

/** Reckons each clock by one version of the definitions. Instants in and out are UTC. */
export const deadlines = (definitions: ClockDefinitions) => {
  const number = (id: string, name: string): number => numberOfClock(definitions, id, name);

  return {
    /** CMS-10065: two calendar days after the day of the inpatient order, weekends included. */
    importantMessage: (inpatientOrder: string, zone: string): DueDate =>
      dueOn(
        plusDays(localDateOf(inpatientOrder, zone), number('im_first', 'calendarDaysAfter')),
        zone,
      ),

    /**
     * CMS-10065: not needed when the discharge date is at most two days after the first delivery;
     * not earlier than two calendar days before discharge, at the latest four hours before.
     */
    importantMessageFollowUp: (firstDelivered: string, discharge: string, zone: string) => {
      const leaving = localDateOf(discharge, zone);
      const needed =
        daysBetween(localDateOf(firstDelivered, zone), leaving) >
        number('im_followup', 'notNeededWithinDays');
      const opens = plusDays(leaving, -number('im_followup', 'opensDaysBefore'));
      return {
        needed,
        windowOpens: needed ? startOfDate(opens, zone) : null,
        latest: needed ? plusHours(discharge, -number('im_followup', 'latestHoursBefore')) : null,
      };
    },

    /**
     * CMS-10611: for observation longer than 24 elapsed hours; due 36 hours after it began, or when
     * it ends if that is sooner.
     */
    observationNotice: (start: string, released: string | null) => {
      const requiredFromAfter = plusHours(start, number('moon', 'requiredAfterHours'));
      const required = released === null ? null : epochOf(released) > epochOf(requiredFromAfter);
      return {
        required,
        requiredFromAfter,
        due:
          required === false
            ? null
            : sooner(plusHours(start, number('moon', 'dueAfterHours')), released),
      };
    },

    /**
     * CMS-10868: traditional Medicare, changed from inpatient to observation before release, without
     * Part B at the change; with Part B when the third midnight after the order's date has passed
     * and the inpatient days were fewer than three. `null` while it depends on a release not known.
     */
    changeOfStatus: (
      stay: {
        inpatientOrder: string;
        reclassified: string | null;
        plannedRelease: string | null;
        partB: boolean;
        traditional: boolean;
      },
      zone: string,
    ) => {
      const { inpatientOrder, reclassified, plannedRelease, partB, traditional } = stay;
      const no = { eligible: false, eligibleFrom: null, latest: null };
      if (!traditional || reclassified === null) return no;
      if (plannedRelease !== null && epochOf(reclassified) >= epochOf(plannedRelease)) return no;
      const latest =
        plannedRelease === null
          ? null
          : plusHours(plannedRelease, -number('mcsn', 'latestHoursBefore'));
      if (!partB) return { eligible: true, eligibleFrom: reclassified, latest };
      const ordered = localDateOf(inpatientOrder, zone);
      const inpatientDays = daysBetween(ordered, localDateOf(reclassified, zone));
      if (inpatientDays >= number('mcsn', 'inpatientDaysBelow')) return no;
      const passed = startOfDate(plusDays(ordered, number('mcsn', 'stayDays')), zone);
      const eligibleFrom = later(reclassified, passed);
      if (plannedRelease === null) return { eligible: null, eligibleFrom, latest };
      return epochOf(plannedRelease) >= epochOf(passed)
        ? { eligible: true, eligibleFrom, latest }
        : no;
    },

    /**
     * The two-midnight prompt: 18:00 of the local date that ends with the second midnight after care
     * began; at once where observation is ordered later.
     */
    twoMidnights: (careBegan: string, observationOrdered: string, zone: string) => {
      const began = localDateOf(careBegan, zone);
      const count = number('two_midnight', 'midnights');
      const planned = atHourOf(plusDays(began, count - 1), number('two_midnight', 'atHour'), zone);
      const overdue = epochOf(observationOrdered) > epochOf(planned);
      return {
        firstMidnight: startOfDate(plusDays(began, 1), zone),
        secondMidnight: startOfDate(plusDays(began, count), zone),
        due: overdue ? instantOfEpoch(epochOf(observationOrdered)) : planned,
        overdueAtCreation: overdue,
      };
    },

    /** Target: 24 elapsed hours after admission. */
    initialAssessment: (admission: string): string =>
      plusHours(admission, number('initial_assessment', 'hoursAfter')),

    /** The authorization's next review date, noon. */
    continuedStayReview: (date: string, zone: string): string =>
      atHourOf(date, number('continued_stay_review', 'atHour'), zone),

    /** CMS-10066: noon of the day after the QIO notified the hospital. */
    detailedNotice: (qioNotified: string, zone: string): string =>
      atHourOf(
        plusDays(
          localDateOf(qioNotified, zone),
          number('detailed_notice_of_discharge', 'daysAfter'),
        ),
        number('detailed_notice_of_discharge', 'atHour'),
        zone,
      ),

    /** End of the second business day after discharge. */
    postDischargeCall: (discharge: string, holidays: ReadonlySet<string>, zone: string): DueDate =>
      dueOn(
        businessDayAfter(
          localDateOf(discharge, zone),
          number('post_discharge_call', 'businessDaysAfter'),
          holidays,
        ),
        zone,
      ),

    /** 42 CFR 424.22: 90 days before to 30 days after the start of care, both included. Dates. */
    faceToFace: (startOfCare: string, encounter: string | null) => {
      const earliest = plusDays(startOfCare, -number('home_health_f2f', 'daysBefore'));
      const latest = plusDays(startOfCare, number('home_health_f2f', 'daysAfter'));
      return {
        earliest,
        latest,
        satisfied: encounter === null ? null : encounter >= earliest && encounter <= latest,
      };
    },

    /** 42 CFR 409.30(b): admitted to skilled nursing within 30 days after discharge. Dates. */
    transferWindow: (discharge: string, admission: string | null) => {
      const latest = plusDays(discharge, number('snf_transfer_window', 'daysAfter'));
      return {
        latest,
        satisfied: admission === null ? null : admission >= discharge && admission <= latest,
      };
    },

    /** The plan's review date, until its end. */
    planReview: (reviewDate: string, zone: string): DueDate =>
      dueOn(plusDays(reviewDate, number('plan_review', 'calendarDaysAfter')), zone),
  };
};
