/**
 * The census as an interface engine would send it: HL7 v2.5.1 ADT, the messages of each stay in
 * order of time, so that the importers make the stays with their histories.
 */
import { epochOf, localOf } from '../../shared/time';
import type { Cell, Row } from './book';
import { censusOf, type CensusPerson, type CensusStay } from './census';
import { payerNumber, planCodes } from './feed-keys';
import type { HospitalData } from './generate';

/** Who gives out the record numbers, unless a store calls its hospital by another name. */
const usualAssigner = 'ALDERPOINT';
const segmentEnd = '\r';

/** The sending side: its zone and the name under which it gives out numbers. */
interface Sender {
  zone: string;
  assigner: string;
}

/** A field with HL7's escapes. */
const e = (value: Cell | undefined): string =>
  value === null || value === undefined
    ? ''
    : String(value).replace(
        /[\\|^~&]/g,
        (sign) => `\\${{ '\\': 'E', '|': 'F', '^': 'S', '~': 'R', '&': 'T' }[sign] ?? 'E'}\\`,
      );

/** A segment from its numbered fields. */
const segment = (name: string, fields: Readonly<Record<number, string>>): string => {
  const last = Math.max(0, ...Object.keys(fields).map(Number));
  return [name, ...Array.from({ length: last }, (_, index) => fields[index + 1] ?? '')].join('|');
};

/** `20260312094200-0400` */
const hl7Time = (instant: string, zone: string): string => {
  const local = localOf(instant, zone);
  const offset = Math.round(
    (Date.parse(`${local}:00Z`) - Math.floor(epochOf(instant) / 60_000) * 60_000) / 60_000,
  );
  const size = Math.abs(offset);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${local.replace(/[-:T]/g, '')}00${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
};

const hl7Date = (date: Cell | undefined): string => e(date).replaceAll('-', '');

const xcn = (person: CensusPerson | null, sender: Sender): string =>
  person
    ? [
        e(person.identifier),
        e(person.family),
        e(person.given),
        '',
        '',
        e(person.prefix),
        '',
        '',
        e(sender.assigner),
      ].join('^')
    : '';

/** PV1-2 and PV1-18 of a class. */
const classCodes: Record<string, { patientClass: string; type: string }> = {
  inpatient: { patientClass: 'I', type: 'IP' },
  observation: { patientClass: 'O', type: 'OBS' },
  emergency: { patientClass: 'E', type: 'ER' },
  outpatient: { patientClass: 'O', type: 'OP' },
};

const marital: Record<string, string> = { Married: 'M', Single: 'S', Widowed: 'W', Divorced: 'D' };
const languages: Record<string, string> = { en: 'en^English', es: 'es^Spanish' };
const severities: Record<string, string> = { mild: 'MI', moderate: 'MO', severe: 'SV' };
const sexes: Record<string, string> = { female: 'F', male: 'M', other: 'O', unknown: 'U' };
interface Event {
  trigger: 'A01' | 'A02' | 'A03' | 'A04' | 'A06' | 'A07' | 'A08';
  at: string;
  class: string;
  place: { unitName: string | null; label: string };
  admittedAt: string;
  /** The expected date is known to the admitting office only in an update. */
  withDate: boolean;
  left: boolean;
}

/** What happened to a stay, message by message. */
const eventsOf = (stay: CensusStay, now: string): Event[] => {
  const first = stay.places[0] ?? { unitName: null, label: 'Emergency', fromAt: stay.admittedAt };
  const admission = stay.periods.findIndex((period) => period.class !== 'emergency');
  const emergency = stay.periods[0]?.class === 'emergency' ? stay.periods[0] : undefined;
  const admitted = stay.periods[admission];
  const common = { withDate: false, left: false, admittedAt: stay.admittedAt };
  const events: Event[] = [];
  if (!admitted) {
    events.push({
      ...common,
      trigger: 'A04',
      at: emergency?.fromAt ?? stay.admittedAt,
      class: 'emergency',
      place: first,
    });
    return events;
  }
  const placeAt = (at: string): Event['place'] =>
    stay.places.findLast((place) => place.fromAt <= at) ?? first;
  const classAt = (at: string): string =>
    stay.periods.findLast((period) => period.fromAt <= at)?.class ?? 'inpatient';
  events.push({
    ...common,
    trigger: 'A01',
    at: stay.admittedAt,
    class: admitted.class,
    place: placeAt(admitted.fromAt),
  });
  for (const place of stay.places.filter(({ fromAt }) => fromAt > admitted.fromAt))
    events.push({
      ...common,
      trigger: 'A02',
      at: place.fromAt,
      class: classAt(place.fromAt),
      place,
    });
  for (const period of stay.periods.slice(admission + 1))
    events.push({
      ...common,
      trigger: period.class === 'inpatient' ? 'A06' : 'A07',
      at: period.fromAt,
      class: period.class,
      place: placeAt(period.fromAt),
    });
  const last = stay.periods.at(-1)?.class ?? admitted.class;
  const leftAt = e(stay.encounter.dischargedAt);
  const lastPlace = stay.places.at(-1) ?? first;
  if (leftAt === '')
    events.push({
      ...common,
      trigger: 'A08',
      at: now,
      class: last,
      place: lastPlace,
      withDate: true,
    });
  else
    events.push({
      ...common,
      trigger: 'A03',
      at: leftAt,
      class: last,
      place: lastPlace,
      withDate: true,
      left: true,
    });
  return events;
};

export interface FeedOptions {
  /** Assigning authority of record numbers and visits; `ALDERPOINT` unless said. */
  assigner?: string;
}

/** The whole census as one file of messages, CR between segments. */
export const censusAsHl7 = (
  data: HospitalData,
  { assigner = usualAssigner }: FeedOptions = {},
): string => {
  const { zone, now } = data.options;
  const sender = { zone, assigner };
  const all = censusOf(data).flatMap((stay) =>
    eventsOf(stay, now).map((event) => ({ stay, event })),
  );
  // A feed runs in the order of its events; what happened first is sent first.
  all.sort((a, b) => (a.event.at < b.event.at ? -1 : a.event.at > b.event.at ? 1 : 0));
  return all.map(({ stay, event }, index) => message(stay, event, index + 1, sender)).join('');
};

const message = (stay: CensusStay, event: Event, number: number, sender: Sender): string => {
  const at = hl7Time(event.at, sender.zone);
  const header = [
    'MSH',
    '^~\\&',
    'ADT',
    e(sender.assigner),
    'LIAISON',
    e(sender.assigner),
    at,
    '',
    `ADT^${event.trigger}^${structure(event.trigger)}`,
    `AP${String(number).padStart(6, '0')}`,
    'P',
    '2.5.1',
    '',
    '',
    '',
    '',
    'USA',
    'UNICODE UTF-8',
  ].join('|');
  return (
    [
      header,
      segment('EVN', { 1: event.trigger, 2: at, 6: at }),
      pid(stay, sender),
      ...(stay.primaryCare ? [segment('PD1', { 4: xcn(stay.primaryCare, sender) })] : []),
      ...stay.related.map(nk1),
      pv1(stay, event, sender),
      pv2(stay, event),
      ...stay.team.map(({ role, person }, index) =>
        segment('ROL', {
          1: `${number}-${index + 1}`,
          2: 'AD',
          3: `^${e(role)}`,
          4: xcn(person, sender),
        }),
      ),
      // AL1 knows allergies; an intolerance is a person's word and is not sent.
      ...stay.allergies.filter(({ kind }) => kind !== 'intolerance').map(al1),
      ...stay.conditions.map((row, index) => dg1(row, index)),
      ...stay.coverage
        .filter((row) => planCodes[e(row.planClass)] !== undefined)
        .map((row, index) => in1(row, index)),
    ].join(segmentEnd) + segmentEnd
  );
};

const structure = (trigger: string): string =>
  ({ A04: 'ADT_A01', A08: 'ADT_A01', A07: 'ADT_A06' })[trigger] ?? `ADT_${trigger}`;

const pid = ({ patient, language }: CensusStay, sender: Sender): string =>
  segment('PID', {
    1: '1',
    3: `${e(patient.mrn)}^^^${e(sender.assigner)}^MR`,
    5: `${e(patient.familyName)}^${e(patient.givenName)}^^^^^L`,
    7: hl7Date(patient.birthDate),
    8: sexes[e(patient.sex)] ?? 'U',
    11: patient.addressLine
      ? `${e(patient.addressLine)}^^${e(patient.city)}^${e(patient.state)}^${e(patient.postalCode)}^^H`
      : '',
    13: patient.phone ? `${e(patient.phone)}^PRN^PH` : '',
    15: language === null ? '' : (languages[language] ?? e(language)),
    16: patient.maritalStatus
      ? `${marital[e(patient.maritalStatus)] ?? 'U'}^${e(patient.maritalStatus)}`
      : '',
  });

const nk1 = (row: Row, index: number): string => {
  const [given = '', ...family] = e(row.name).split(' ');
  return segment('NK1', {
    1: String(index + 1),
    2: `${family.join(' ')}^${given}`,
    3: `^${e(row.relationship)}`,
    5: row.phone ? `${e(row.phone)}^PRN^PH` : '',
    // The other roles are given by people, not by the admitting office.
    7: row.roles === 'emergencyContact' ? 'C^Emergency contact' : '',
  });
};

const pv1 = (stay: CensusStay, event: Event, sender: Sender): string => {
  const codes = classCodes[event.class] ?? { patientClass: 'O', type: 'OP' };
  const { unitName, label } = event.place;
  const place =
    unitName === null
      ? `${e(label)}^^^${e(sender.assigner)}`
      : `${e(unitName)}^${e(label.split('-')[0])}^${e(label)}^${e(sender.assigner)}`;
  return segment('PV1', {
    1: '1',
    2: codes.patientClass,
    3: place,
    7: xcn(stay.attending, sender),
    14: e(stay.encounter.admitSource),
    18: codes.type,
    19: `${e(stay.encounter.visitNumber)}^^^${e(sender.assigner)}^VN`,
    36: event.left ? e(stay.encounter.dischargeDisposition) : '',
    44: hl7Time(event.admittedAt, sender.zone),
    45: event.left ? hl7Time(event.at, sender.zone) : '',
  });
};

const pv2 = (stay: CensusStay, event: Event): string =>
  segment('PV2', {
    3: `^${e(stay.encounter.admitReason)}`,
    9: event.withDate ? hl7Date(stay.encounter.expectedDischargeOn) : '',
  });

const al1 = (row: Row, index: number): string =>
  segment('AL1', {
    1: String(index + 1),
    2: 'DA',
    3: row.kind === 'none' ? '716186003^No known allergies^SCT' : `^${e(row.substance)}`,
    4: severities[e(row.severity)] ?? '',
    5: e(row.reaction),
  });

const dg1 = (row: Row, index: number): string =>
  segment('DG1', {
    1: String(index + 1),
    3: `${e(row.code)}^${e(row.display)}^I10`,
    5: hl7Date(row.onsetOn),
    6: row.principal === 1 ? 'A' : 'W',
    15: row.principal === 1 ? '1' : '2',
  });

const in1 = (row: Row, index: number): string => {
  const plan = planCodes[e(row.planClass)] ?? { code: '', text: '' };
  return segment('IN1', {
    1: String(index + 1),
    2: `${plan.code}^${plan.text}`,
    3: payerNumber(String(row.payer)),
    4: e(row.payer),
    8: e(row.groupNumber),
    12: hl7Date(row.startsOn),
    22: e(row.rank),
    36: e(row.memberNumber),
  });
};
