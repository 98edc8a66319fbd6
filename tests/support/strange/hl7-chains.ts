/** HL7 v2 messages that tell one story together, in the orders in which feeds bring them. */
import { a40, adt, type Adt } from '../feed-texts';
import { accepted, strangeFiles, type StrangeFile, type Told } from './strange-file';

const at = (hour: number): string =>
  `202603${String(10 + Math.floor(hour / 24)).padStart(2, '0')}${String(hour % 24).padStart(2, '0')}0000`;
const m = (trigger: string, hour: number, more: Adt = {}): string =>
  adt({ trigger, at: at(hour), ...more });
const left = { discharged: '20260310200000' };

const stay = { patients: 1, encounters: 1, inpatientEncounters: 1 };
const chain = (...messages: string[]) => ({
  text: messages.join(''),
  of: (counts: Told['counts'], more: Partial<Told> = {}): Told =>
    accepted(messages.join(''), { messages: messages.length, ...counts }, more),
});
const person = (number: string, more: Adt = {}): Adt => ({
  id: number,
  visit: `v${number}`,
  ...more,
});

/** Several numbers in PID-3. */
const numbers = (text: string, list: string): string =>
  text.replace(/\|9904588\^\^\^ALDERPOINT\^MR\|/, `|${list}|`);
const noVisit = { visit: '' };

/** Chains of good messages. */
export const hl7Chains = (): StrangeFile[] =>
  strangeFiles('hl7', {
    'admitted, moved, discharged': chain(m('A01', 1), m('A02', 2), m('A03', 3, left)).of(stay),
    'the same backwards': chain(m('A03', 3, left), m('A02', 2), m('A01', 1)).of(stay),
    'admission after its discharge': chain(m('A03', 3, left), m('A01', 1)).of(stay),
    'update before its admission': chain(m('A08', 2), m('A01', 1)).of(stay),
    'update alone': chain(m('A08', 2)).of(stay),
    'transfer alone': chain(m('A02', 2)).of(stay),
    'discharge alone': chain(m('A03', 2, left)).of(stay),
    'cancelled admission': chain(m('A01', 1), m('A11', 2)).of({ patients: 1 }),
    'cancelled admission that comes first': chain(m('A11', 2), m('A01', 1)).of({ patients: 1 }),
    'cancelled and admitted again': chain(m('A01', 1), m('A11', 2), m('A01', 3)).of(stay),
    'cancelled admission without a visit number': chain(
      m('A01', 1, noVisit),
      m('A11', 2, noVisit),
    ).of({ patients: 1 }),
    'cancelled transfer': chain(m('A01', 1), m('A02', 2, { place: 'ICU^3^1' }), m('A12', 3)).of(
      stay,
    ),
    'cancelled discharge': chain(m('A01', 1), m('A03', 2, left), m('A13', 3)).of(stay),
    'cancelled discharge, then the discharge': chain(
      m('A01', 1),
      m('A03', 2, left),
      m('A13', 3),
      m('A03', 4, left),
    ).of(stay),
    'outpatient becomes inpatient': chain(m('A04', 1, { class: 'O' }), m('A06', 2)).of(stay),
    'inpatient becomes outpatient': chain(m('A01', 1), m('A07', 2, { class: 'O' })).of({
      patients: 1,
      encounters: 1,
    }),
    'emergency becomes inpatient': chain(m('A04', 1, { class: 'E' }), m('A06', 2)).of(stay),
    'planned, then admitted': chain(m('A05', 1), m('A01', 2)).of(stay),
    'observation by PV1-18': chain(m('A01', 1, { class: 'O', type: 'OBS' })).of({
      patients: 1,
      encounters: 1,
    }),
    'a person without a stay': chain(m('A28', 1, { class: null }), m('A31', 2, { class: null })).of(
      {
        patients: 1,
      },
    ),
    'an admission without PV1': chain(m('A01', 1, { class: null })).of(
      { patients: 1 },
      { says: ['PV1 of message 1'] },
    ),
    'no visit number in any message': chain(
      m('A01', 1, noVisit),
      m('A02', 2, noVisit),
      m('A08', 3, noVisit),
      m('A03', 4, { ...noVisit, ...left }),
    ).of(stay),
    'no visit number and no admission time after the first': chain(
      m('A01', 1, noVisit),
      m('A08', 3, { ...noVisit, admitted: '' }),
      m('A03', 4, { ...noVisit, admitted: '', ...left }),
    ).of(stay),
    'two stays without visit numbers': chain(
      m('A03', 4, { ...noVisit, admitted: '20260101080000', discharged: '20260103080000' }),
      m('A01', 5, noVisit),
    ).of({ patients: 1, encounters: 2, inpatientEncounters: 2 }),
    'two stays of one person': chain(
      m('A01', 1, { visit: 'a' }),
      m('A03', 2, { visit: 'a', ...left }),
      m('A01', 30, { visit: 'b', admitted: '20260311060000' }),
    ).of({ patients: 1, encounters: 2, inpatientEncounters: 2 }),
    'one visit number of two assigners': chain(
      m('A01', 1, { visit: 'a' }),
      m(
        'A01',
        2,
        person('2', { assigner: 'OTHER', visit: 'a', family: 'Wick', birth: '19500101' }),
      ),
    ).of({ patients: 2, encounters: 2, inpatientEncounters: 2 }),
    'merge of two': chain(
      m('A01', 1, person('1')),
      m('A01', 2, person('2', { given: 'Rut', birth: '19410315' })),
      a40('1', '2'),
    ).of({ patients: 1, encounters: 2, inpatientEncounters: 2 }),
    'merge of two unknown numbers': chain(a40('1', '2')).of({ patients: 1 }),
    'merge before the prior is known': chain(
      m('A01', 1, person('1')),
      a40('1', '2'),
      m('A01', 30, person('2')),
    ).of({ patients: 1, encounters: 2, inpatientEncounters: 2 }),
    'merge of several numbers': chain(
      m('A01', 1, person('1')),
      m('A01', 2, person('2', { given: 'Rut', birth: '19410315' })),
      m('A01', 3, person('3', { given: 'Ruby', birth: '19410316' })),
      `${a40('1', '2')}PID|1||1^^^ALDERPOINT^MR||Hazelmere^Ruth||19410314|F\rMRG|3^^^ALDERPOINT^MR\r`,
    ).of({ patients: 1, encounters: 3, inpatientEncounters: 3 }),
    'merge of several MRG after one PID': chain(
      m('A01', 1, person('1')),
      m('A01', 2, person('2', { given: 'Rut', birth: '19410315' })),
      m('A01', 3, person('3', { given: 'Ruby', birth: '19410316' })),
      `${a40('1', '2')}MRG|3^^^ALDERPOINT^MR\r`,
    ).of({ patients: 1, encounters: 3, inpatientEncounters: 3 }),
    'the same merge twice': chain(
      m('A01', 1, person('1')),
      m('A01', 2, person('2', { given: 'Rut', birth: '19410315' })),
      a40('1', '2'),
      a40('1', '2', '20260312090000'),
    ).of({ patients: 1, encounters: 2, inpatientEncounters: 2 }),
    'a number without its assigner is the source’s': chain(
      m('A01', 1),
      numbers(m('A08', 2), '9904588'),
      numbers(m('A08', 3), '9904588^^^^MR'),
    ).of(stay),
    'several numbers of several assigners': chain(
      numbers(m('A01', 1), '9904588^^^ALDERPOINT^MR~E7^^^REGION^PI~555-12-3456^^^USSSA^SS'),
      numbers(m('A08', 2), 'E7^^^REGION^PI'),
      numbers(m('A08', 3), '555-12-3456^^^USSSA^SS~9904588^^^ALDERPOINT^MR'),
    ).of(stay),
    'an account number of the same value as another’s record number': chain(
      m('A01', 1),
      numbers(
        m('A01', 2, { visit: 'b', family: 'Wick', birth: '19500101' }),
        '4711^^^ALDERPOINT^MR~9904588^^^ALDERPOINT^AN',
      ),
    ).of({ patients: 2, encounters: 2, inpatientEncounters: 2 }),
    'leading zeros are part of the number': chain(
      m('A01', 1, person('00123')),
      m('A01', 2, person('123', { family: 'Wick', birth: '19500101' })),
    ).of({ patients: 2, encounters: 2, inpatientEncounters: 2 }),
    'the older PID-2': chain(m('A01', 1).replace('||9904588^^^ALDERPOINT^MR|', '|9904588||')).of(
      stay,
      {
        says: ['PID-2 of message 1'],
      },
    ),
    'times with offsets and fractions': chain(
      m('A01', 1, { admitted: '20260307162000.1234-0500' }),
      m('A08', 2, { admitted: '202603072120+0000' }),
      m('A03', 3, { admitted: '20260307162000-0500', discharged: '20260310200000.5-0400' }),
    ).of(stay),
    'dates without a time of day': chain(
      m('A01', 1, { admitted: '20260307' }),
      m('A03', 3, { admitted: '20260307', discharged: '20260307' }),
    ).of(stay, { says: ['PV1-44 of message 1'] }),
    'a birth date of year and month': chain(m('A01', 1, { birth: '194103' })).of(stay, {
      says: ['PID-7 of message 1'],
    }),
    'a birth date with a time': chain(m('A01', 1, { birth: '194103142330-0500' })).of(stay),
    'newborn of today': chain(m('A01', 1, { birth: '202603100730' })).of(stay),
    'not applicable for a class': chain(m('A08', 1, { class: 'N' })).of({ patients: 1 }),
    'class by a lower-case letter': chain(m('A01', 1, { class: 'i' })).of(stay),
    'recurring and newborn classes': chain(
      m('A01', 1, person('1', { class: 'R' })),
      m('A01', 2, person('2', { class: 'B', family: 'Wick', birth: '20260309' })),
    ).of({ patients: 2, encounters: 2 }),
  });
