/** Feed files as text: HL7 messages and census tables. Free of the store, so that stories use them too. */

/** Fields of one ADT message; what is left out takes a usual value, null leaves the segment out. */
export interface Adt {
  trigger?: string;
  /** MSH-7 and EVN-2. */
  at?: string;
  /** EVN-6. */
  occurred?: string;
  id?: string;
  assigner?: string;
  family?: string;
  given?: string;
  birth?: string;
  sex?: string;
  phone?: string;
  class?: string | null;
  place?: string;
  visit?: string;
  admitted?: string;
  discharged?: string;
  disposition?: string;
  type?: string;
  attending?: string;
  more?: string[];
}

/** One ADT message, CR between segments and at the end. */
export const adt = (m: Adt = {}): string => {
  const {
    trigger = 'A01',
    at = '20260310080000',
    id = '9904588',
    assigner = 'ALDERPOINT',
    family = 'Hazelmere',
    given = 'Ruth',
    birth = '19410314',
    sex = 'F',
    phone = '',
    place = '5 West^508^1',
    visit = '26-07731',
    admitted = '20260307162000',
  } = m;
  const pv1 = Array.from({ length: 46 }, () => '');
  pv1[0] = 'PV1';
  pv1[1] = '1';
  pv1[2] = m.class ?? 'I';
  pv1[3] = place;
  pv1[7] = m.attending ?? '';
  pv1[18] = m.type ?? '';
  pv1[19] = visit ? `${visit}^^^${assigner}^VN` : '';
  pv1[36] = m.disposition ?? '';
  pv1[44] = admitted;
  pv1[45] = m.discharged ?? '';
  return [
    `MSH|^~\\&|ADT|${assigner}|LIAISON|${assigner}|${at}||ADT^${trigger}|X${at}${trigger}|P|2.5.1`,
    `EVN|${trigger}|${at}||||${m.occurred ?? ''}`,
    `PID|1||${id}^^^${assigner}^MR||${family}^${given}||${birth}|${sex}|||||${phone}`,
    ...(m.class === null ? [] : [pv1.join('|')]),
    ...(m.more ?? []),
  ]
    .map((segment) => `${segment}\r`)
    .join('');
};

/** A night's admissions of so many people, each with a payer, a condition and an attending. */
export const admissions = (count: number): string =>
  Array.from({ length: count }, (_, n) =>
    adt({
      id: `88${String(n).padStart(5, '0')}`,
      visit: `N-${n}`,
      family: `Hazelmere${n}`,
      birth: `19${40 + (n % 50)}0314`,
      attending: '7^Slatefield^Imre^^^Dr.',
      more: ['DG1|1||I50.9^Heart failure^I10|||A', 'IN1|1|MCR^Medicare A|100|Medicare'],
    }),
  ).join('');

/** An A40: the prior number continues in the first. */
export const a40 = (
  survivor: string,
  prior: string,
  at = '20260311090000',
  assigner = 'ALDERPOINT',
): string =>
  [
    `MSH|^~\\&|ADT|${assigner}|LIAISON|${assigner}|${at}||ADT^A40^ADT_A39|M${at}${survivor}|P|2.5.1`,
    `EVN|A40|${at}`,
    `PID|1||${survivor}^^^${assigner}^MR||Hazelmere^Ruth||19410314|F`,
    `MRG|${prior}^^^${assigner}^MR`,
  ]
    .map((segment) => `${segment}\r`)
    .join('');

/** A census table. */
export const census = (
  rows: string[][],
  headers = [
    'Bed',
    'MRN',
    'Name',
    'Birth Date',
    'Sex',
    'Admitted',
    'Class',
    'Attending',
    'Payer',
    'EDD',
    'Unit',
  ],
): string =>
  [headers, ...rows]
    .map(
      (row) =>
        `${row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`,
    )
    .join('');
