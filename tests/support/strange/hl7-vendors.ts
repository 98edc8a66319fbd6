/** HL7 v2 as the interfaces of known vendors and careless engines write it, counted by hand. */
import iconv from 'iconv-lite';
import { a40, adt } from '../feed-texts';
import { accepted, strangeFiles, type StrangeFile } from './strange-file';

const stay = { patients: 1, encounters: 1, inpatientEncounters: 1 };
const one = { ...stay, messages: 1 };
const two = { messages: 2, patients: 2, encounters: 2, inpatientEncounters: 2 };
const first = adt();
const second = adt({ id: '2', visit: 'b', family: 'Ashgrove', given: 'Milo', birth: '19550909' });
const text = (...segments: string[]): string => segments.map((line) => `${line}\r`).join('');
const later = (trigger: string, at: string, more: Parameters<typeof adt>[0] = {}): string =>
  adt({ trigger, at, ...more });

/** A registration as Epic's interface shows it in its guides: no PID-1, numbers without assigner. */
const epic = text(
  'MSH|^~\\&|EPIC|EPICADT|SMS|SMSADT|202603101408|CHARRIS|ADT^A04|1817457|D|2.5|',
  'PID||0493575^^^2^ID 1|454721||DOE^JOHN^^^^|DOE^JOHN^^^^|19480203|M||B|254 MYSTREET AVE^^MYTOWN^OH^44123^USA||(216)123-4567|||M|NON|400003403~1129086|',
  'NK1||ROE^MARIE^^^^|SPO||(216)123-4567||EC|||||||||||||||||||||||||||',
  'PV1||O|168 ~219~C~PMA^^^^^^^^^||||277^ALLEN MYLASTNAME^BONNIE^^^^|||||||||| ||2688684|||||||||||||||||||||||||202603101408||||||002376853',
);

/** An admission with results, as the standard's own examples have it. */
const megaReg = text(
  'MSH|^~\\&|MegaReg|XYZHospC|SuperOE|XYZImgCtr|20260309090131-0500||ADT^A01^ADT_A01|01052901|P|2.5',
  'EVN||202603090901||||',
  'PID|||56782445^^^UAReg^PI||KLEINSAMPLE^BARRY^Q^JR||19620910|M||2028-9^^HL70005^RA99113^^XYZ|260 GOODWIN CREST DRIVE^^BIRMINGHAM^AL^35209^^M~NICKELL’S PICKLES^10000 W 100TH AVE^BIRMINGHAM^AL^35200^^O|||||||0105I30001^^^99DEF^AN',
  'PV1||I|W^389^1^UABH^^^^3||||12345^MORGAN^REX^J^^^MD^0010^UAMC^L||67890^GRAINGER^LUCY^X^^^MD^0010^UAMC^L|MED|||||A0||13579^POTTER^SHERMAN^T^^^MD^0010^UAMC^L|||||||||||||||||||||||||||202603090900',
  'OBX|1|NM|^Body Height||1.80|m^Meter^ISO+|||||F',
  'OBX|2|NM|^Body Weight||79|kg^Kilogram^ISO+|||||F',
  'AL1|1||^ASPIRIN',
  'DG1|1||786.50^CHEST PAIN, UNSPECIFIED^I9|||A',
);

/** MEDITECH: the account in PID-18, no visit number, IN1 and GT1 beside each other. */
const meditech = text(
  'MSH|^~\\&|MEDITECH|MTH|IFACE|HOSP|202603100815||ADT^A01|MT0001|P|2.3|||AL|NE',
  'EVN|A01|202603100815|||INTERFACE',
  'PID|1|M000123456|M000123456|V00000123456|ALDER^MAY^J^^^^L||19520704|F||W|12 FEN ROW^^ALDERPOINT^MA^02101^USA^^^SUFFOLK||(617)555-0101|(617)555-0102|ENG|M|CHR|V00000123456|000-00-0000',
  'NK1|1|ALDER^JUNE^^^^|DAU|12 FEN ROW^^ALDERPOINT^MA^02101|(617)555-0103|||||||',
  'PV1|1|I|3W^312^B^MTH|EL|||SLATI^SLATEFIELD^IMRE^^^^MD|WICKD^WICK^DANA^^^^MD||MED||||PR||N|SLATI^SLATEFIELD^IMRE^^^^MD|IN||MCR|||||||||||||||||||MTH||ADM|||202603092230',
  'GT1|1||ALDER^MAY^J||12 FEN ROW^^ALDERPOINT^MA^02101|(617)555-0101|||||SELF',
  'DG1|1|I10|I50.9|HEART FAILURE, UNSPECIFIED||A',
  'IN1|1|MCR|MCR|MEDICARE A AND B|PO BOX 1^^BOSTON^MA^02101||||||||20170701||||ALDER^MAY^J|SELF|19520704|||||||||||||||||1EG4TE5MK73',
);

/** Cerner: numbers of several pools under types of its own, alias FIN, two facilities. */
const cerner = text(
  'MSH|^~\\&|HNAM|BAYLINE|RHAPSODY|HOSP|20260310081500||ADT^A08|Q123456789T987654321X1|P|2.3||||||8859/1',
  'EVN|A08|20260310081500|||1234^CERNER^CERNER^^^^^^Personnel^Personnel',
  'PID|1|9876543^^^CMRN^CMRN|10004321^^^BAYLINE MRN^MRN^BAYLINE~9876543^^^CMRN^CMRN~000123456^^^SSN^SSN||Birch^Walter^Edward^^^^Current~Birch^Wally^^^^^Alternate||19450607|Male||White|8 Harbor St^Apt 4^Alderpoint^MA^02139^USA^Home^^Middlesex||6175550110^Home~wb@example.org^E-mail||English|Widowed|Catholic|70012345^^^FIN NBR^FIN NBR|000123456',
  'PV1|1|Inpatient|5W^508^1^BAYLINE^^Bed(s)^BAYLINE|Emergency||ED^12^A^BAYLINE|4455^Slatefield^Imre^P^^^^^Personnel^Personnel^^^External Id~1467000001^Slatefield^Imre^P^^^^^NPI^Personnel^^^NPI|||Medicine||||Home|||4455^Slatefield^Imre^P^^^^^Personnel^Personnel|Inpatient|70012345^^^FIN NBR^FIN NBR||||||||||||||||||||BAYLINE||Active|||20260308101500',
  'ZPI|1|||||||||||12345',
);

const halves = (join: string): string => first.replace(/\r$/, '') + join + second;

/** Good files, and what of careless ones must not be lost or mixed up. */
export const hl7Vendors = (): StrangeFile[] =>
  strangeFiles('hl7', {
    'Epic, a registration': accepted(epic, {
      messages: 1,
      patients: 1,
      encounters: 1,
      careTeamMembers: 1,
    }),
    'the standard’s own admission': accepted(megaReg, {
      ...one,
      conditions: 1,
      careTeamMembers: 3,
      allergies: 1,
    }),
    'MEDITECH, an admission': accepted(meditech, {
      ...one,
      conditions: 1,
      careTeamMembers: 3,
      coverages: 1,
    }),
    'Cerner, an update': accepted(cerner, { ...one, careTeamMembers: 2 }),
    'two files put together, the first without its last line end': accepted(halves(''), two, {
      says: ['message 2'],
    }),
    'two files put together, each with its mark': accepted(`\ufeff${first}\ufeff${second}`, two),
    'two files put together, marks and no line end': accepted(`\ufeff${halves('\ufeff')}`, two, {
      says: ['message 2'],
    }),
    'frames put together without line ends': accepted(
      `\v${first.trimEnd()}\u001c\v${second.trimEnd()}\u001c`,
      two,
    ),
    'segment names in small letters': accepted(both_small(first) + both_small(second), two, {
      says: ['message 1'],
    }),
    'two patients in one message': {
      text: first + second.split('\r').slice(1).join('\r'),
      outcome: 'refused',
      counts: { messages: 1 },
      says: ['PID[2] of message 1'],
    },
    'two patients in one message beside a good one': {
      text: first + second.split('\r').slice(1).join('\r') + adt({ id: '3', visit: 'c' }),
      outcome: 'partly',
      counts: { ...stay, messages: 2 },
      says: ['PID[2] of message 1'],
    },
    'times with a colon in their offset, and Z': accepted(
      adt({ at: '20260310080000-05:00', admitted: '20260307T162000Z' }) +
        later('A03', '20260311080000Z', { discharged: '20260310 200000' }),
      { ...stay, messages: 2 },
    ),
    'a batch that counts in words': accepted(
      `FHS|^~\\&|A|B\rBHS|^~\\&|A|B\r${first}${second}BTS|2|end of batch\rFTS|1|end\r`,
      two,
    ),
    'an empty batch': {
      text: 'FHS|^~\\&|A|B\rBHS|^~\\&|A|B\rBTS|0\rFTS|1\r',
      outcome: 'refused',
      counts: {},
      says: ['file'],
    },
    'a batch whose messages are in frames': accepted(
      `FHS|^~\\&|A|B\r\v${first}\u001c\r\v${second}\u001c\rFTS|1\r`,
      two,
    ),
    'UTF-16 in frames': accepted(
      iconv.encode(`\v${first}\u001c\r\v${second}\u001c\r`, 'utf-16le', { addBOM: true }),
      two,
    ),
    'a stay from the door to the door': accepted(
      later('A04', '20260307100000', { class: 'E', place: 'ED^12^A' }) +
        later('A06', '20260307162000') +
        later('A02', '20260308100000', { place: 'ICU^3^1' }).replace(
          /(PV1\|[^\r]*?\|ICU\^3\^1\|)\|\|/,
          '$1||5 West^508^1|',
        ) +
        later('A12', '20260308103000') +
        later('A08', '20260309090000', { more: ['DG1|1||I50.9^Heart failure^I10|||W'] }) +
        later('A03', '20260312120000', { discharged: '20260312115500', disposition: '03' }) +
        later('A13', '20260312121500') +
        later('A03', '20260312170000', { discharged: '20260312165500', disposition: '06' }),
      { ...stay, messages: 8, conditions: 1 },
    ),
    'an update that is older than what is known': accepted(
      later('A03', '20260312120000', { discharged: '20260312115500' }) +
        later('A08', '20260308090000') +
        later('A11', '20260307170000'),
      { ...stay, messages: 3 },
    ),
    'a person’s update without a visit, and with an empty one': accepted(
      later('A31', '20260310090000', { class: null }) +
        later('A31', '20260310091000', { class: 'N', visit: '', admitted: '', place: '' }) +
        later('A28', '20260310092000', { id: '2', class: null, birth: '19550909', given: 'Milo' }),
      { messages: 3, patients: 2 },
    ),
    'nulls that take everything away': accepted(
      first +
        text(
          'MSH|^~\\&|ADT|ALDERPOINT|LIAISON|ALDERPOINT|20260311080000||ADT^A08|N1|P|2.5.1',
          'EVN|A08|20260311080000',
          'PID|1||9904588^^^ALDERPOINT^MR||Hazelmere^Ruth||19410314|F|""||""||""|""|""|""|""',
          'PV1|1|I|""||||""|""|""||||||||""||26-07731^^^ALDERPOINT^VN||||||||||||||||||||||||""|""',
        ),
      { ...stay, messages: 2 },
    ),
    'four merges of one patient, one of them unknown': accepted(
      adt({ id: '1', visit: 'v1' }) +
        adt({ id: '2', visit: 'v2', given: 'Rut', birth: '19410315' }) +
        adt({ id: '3', visit: 'v3', given: 'Ruby', birth: '19410316' }) +
        `${a40('1', '2')}MRG|3^^^ALDERPOINT^MR~77^^^ALDERPOINT^PI\rMRG|88^^^ALDERPOINT^MR\r`,
      { messages: 4, patients: 1, encounters: 3, inpatientEncounters: 3 },
    ),
    'older merges and swaps are not used': accepted(
      first +
        a40('9904588', '2')
          .replace('ADT^A40^ADT_A39', 'ADT^A34^ADT_A30')
          .replace('EVN|A40', 'EVN|A34') +
        first.replace('ADT^A01', 'ADT^A17').replace('EVN|A01', 'EVN|A17'),
      { ...stay, messages: 3 },
      { notUsed: { 'ADT^A34': 1, 'ADT^A17': 1 } },
    ),
    'subcomponents and repetitions everywhere': accepted(
      adt({
        family: 'van der Alder&van der&Alder',
        place: '5W&Bayline^508&x^1&y^Bayline&1.2.3&ISO',
        more: [
          'NK1|1|de la Wick&de la&Wick^Ada~Wick^A^^^^^D|FND&x^Friend|1 Fen Row&Fen Row&1^^Alderpoint',
          'AL1|1|DA&x|70618&y^Penicillin&z^RXNORM|SV|Hives&a~Rash&b',
          'DG1|1||I50.9&x^Heart failure&y^I10|||A',
        ],
      }),
      { ...one, conditions: 1, allergies: 1 },
    ),
    'every escape that there is': accepted(
      adt({
        family: 'O\\X27\\Hara \\T\\ Sons',
        given: '\\H\\Ruth\\N\\ \\.br\\ \\XC3A9\\ \\S\\ \\F\\ \\R\\ \\E\\ \\Zabc\\ \\Cxx\\ \\',
        more: ['DG1|1|||Fall \\.sp2\\\\.in+4\\at home\\.ce\\|||A'],
      }),
      { ...one, conditions: 1 },
    ),
    'a separator in a name that was not escaped': accepted(
      first.replace('Hazelmere^Ruth', 'Hazelmere & Sons^Ruth'),
      one,
    ),
  });

function both_small(message: string): string {
  return message.replace(
    /(^|\r)([A-Z]{3})(?=\|)/g,
    (_, start: string, name: string) => `${start}${name.toLowerCase()}`,
  );
}
