/** What hangs on an HL7 patient and stay, as odd as senders make it. */
import { adt, type Adt } from '../feed-texts';
import { accepted, strangeFiles, type StrangeFile } from './strange-file';

const stay = { messages: 1, patients: 1, encounters: 1, inpatientEncounters: 1 };
const with_ = (...more: string[]): string => adt({ more });
const field = (text: string, segment: string, at: number, value: string): string =>
  text.replace(new RegExp(`(?<=\\r)${segment}\\|[^\\r]*`), (line) => {
    const fields = line.split('|');
    while (fields.length <= at) fields.push('');
    fields[at] = value;
    return fields.join('|');
  });
const twice = (segments: string[], again: string[], more: Adt = {}): string =>
  adt({ more: segments }) + adt({ trigger: 'A08', at: '20260310090000', more: again, ...more });

/** Good messages with conditions, payers, allergies, contacts and teams. */
export const hl7Parts = (): StrangeFile[] =>
  strangeFiles('hl7', {
    'conditions by code, each once': accepted(
      twice(
        ['DG1|1||I50.9^Heart failure^I10|||A', 'DG1|2||E11.9^Diabetes^I10|||W'],
        ['DG1|1||E11.9^Diabetes^I10|||F', 'DG1|2||I50.9^Heart failure^I10|||F'],
      ),
      { ...stay, messages: 2, conditions: 2 },
    ),
    'a condition in words': accepted(with_('DG1|1|||Shortness of breath|||A'), {
      ...stay,
      conditions: 1,
    }),
    'a condition taken out': accepted(
      twice(
        ['DG1|1||I50.9^Heart failure^I10|||A'],
        ['DG1|1||I50.9^Heart failure^I10|||A|||||||||||||||D'],
      ),
      { ...stay, messages: 2, conditions: 0 },
    ),
    'two payers of one message': accepted(
      with_(
        'IN1|1|MCR^Medicare A|100|Medicare|||||||||20200101',
        'IN1|2|BCBS^PPO|200|Blue Cross|||||||||20200101|20251231',
      ),
      { ...stay, coverages: 2 },
    ),
    'a payer told again': accepted(
      twice(['IN1|1|MCR^Medicare A|100|Medicare'], ['IN1|1|MCR^Medicare A|100|Medicare']),
      { ...stay, messages: 2, coverages: 1 },
    ),
    'a payer by its plan alone': accepted(with_('IN1|1|HMO^Gold HMO'), { ...stay, coverages: 1 }),
    'a payer without any name': accepted(with_('IN1|1'), stay, { says: ['IN1-4 of message 1'] }),
    'an insurance without an end': accepted(
      with_('IN1|1|MCR^Medicare A|100|Medicare|||||||||20200101|99991231'),
      { ...stay, coverages: 1 },
    ),
    'allergies, each once': accepted(
      twice(
        ['AL1|1|DA|70618^Penicillin^RXNORM|SV|Hives~Rash', 'AL1|2|FA|^Peanuts'],
        ['AL1|1|DA|70618^Penicillin^RXNORM|MO|Hives'],
      ),
      { ...stay, messages: 2, allergies: 2 },
    ),
    'no known allergies': accepted(with_('AL1|1||NKA^No Known Allergies'), {
      ...stay,
      allergies: 1,
    }),
    'an allergy without a substance': accepted(with_('AL1|1|DA|'), stay, {
      says: ['AL1-3 of message 1'],
    }),
    'contacts, of whom one has no name': accepted(
      with_('NK1|1|Hazelmere^Tom|SON', 'NK1|2||DAU', 'NK1|3|Wick^Ada|FND^Friend'),
      stay,
      { says: ['NK1[2]-2 of message 1'] },
    ),
    'one attending under two numbers': accepted(
      field(adt(), 'PV1', 7, '123^Slatefield^Imre^^^Dr.^^^NPI~S9^Slatefield^Imre^^^Dr.^^^STAR'),
      { ...stay, careTeamMembers: 1 },
    ),
    'several consultants': accepted(field(adt(), 'PV1', 9, '1^Alder^Ann~2^Birch^Ben~3^Cedar^Cy'), {
      ...stay,
      careTeamMembers: 3,
    }),
    'one consultant under two numbers': accepted(
      field(adt(), 'PV1', 9, '1^Alder^Ann^^^^^^NPI~A1^Alder^Ann^^^^^^STAR~2^Birch^Ben'),
      { ...stay, careTeamMembers: 2 },
    ),
    'one clinician in two roles': accepted(
      field(field(adt(), 'PV1', 7, '1^Alder^Ann'), 'PV1', 17, '1^Alder^Ann'),
      { ...stay, careTeamMembers: 2 },
    ),
    'an attending by number alone': accepted(field(adt(), 'PV1', 7, '123'), stay),
    'an attending by name alone': accepted(field(adt(), 'PV1', 7, '^Slatefield^Imre'), {
      ...stay,
      careTeamMembers: 1,
    }),
    'an attending by name, then by number': accepted(
      field(adt(), 'PV1', 7, '^Slatefield^Imre') +
        field(adt({ trigger: 'A08', at: '20260310090000' }), 'PV1', 7, '77^Slatefield^Imre'),
      { ...stay, messages: 2, careTeamMembers: 1 },
    ),
    'roles of patient and stay': accepted(
      adt().replace('PV1|', 'ROL|1|AD|PP^Primary Care^HL70443|9^Gale^Dr\rPV1|') +
        adt({
          trigger: 'A08',
          at: '20260310090000',
          more: ['ROL|1|AD|CM^Case Manager^HL70443|10^Hill^Cam', 'ROL|2|AD|AT|11^Ince^Dee'],
        }),
      { ...stay, messages: 2, careTeamMembers: 3 },
    ),
    'a role that is taken out': accepted(
      twice(['ROL|1|AD|CP|11^Ince^Dee'], ['ROL|1|DE|CP|11^Ince^Dee']),
      { ...stay, messages: 2, careTeamMembers: 0 },
    ),
    'escapes in names and texts': accepted(
      with_(
        'NK1|1|O\\X27\\Hara \\T\\ Sons^Pat|OTH^\\H\\Friend\\N\\',
        'DG1|1|||Fall\\.br\\at home \\S\\ \\F\\ \\R\\ \\E\\ \\Z99\\|||A',
      ),
      { ...stay, conditions: 1 },
    ),
  });
