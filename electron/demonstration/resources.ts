/** The invented hospital as data, read from resources/demonstration and checked once. */
import calendar from '../../resources/demonstration/calendar.json';
import hospital from '../../resources/demonstration/hospital.json';
import otherUnits from '../../resources/demonstration/people-other-units.json';
import west501 from '../../resources/demonstration/people-5-west-501.json';
import west505 from '../../resources/demonstration/people-5-west-505.json';
import west508 from '../../resources/demonstration/people-5-west-508.json';
import west512 from '../../resources/demonstration/people-5-west-512.json';
import staff from '../../resources/demonstration/staff.json';
import stemNames from '../../resources/demonstration/stems-names.json';
import stemWork from '../../resources/demonstration/stems-work.json';
import story01 from '../../resources/demonstration/story-01-hazelmere.json';
import story02 from '../../resources/demonstration/story-02-silverbirch.json';
import story03 from '../../resources/demonstration/story-03-marlstone.json';
import story04 from '../../resources/demonstration/story-04-coppergate.json';
import story05 from '../../resources/demonstration/story-05-fernhollow.json';
import story06 from '../../resources/demonstration/story-06-stonecrop.json';
import story07 from '../../resources/demonstration/story-07-saltmarsh.json';
import story08 from '../../resources/demonstration/story-08-winterbourne.json';
import story09 from '../../resources/demonstration/story-09-cindermoor.json';
import story10 from '../../resources/demonstration/story-10-wickersleigh.json';
import story11 from '../../resources/demonstration/story-11-elderfield.json';
import story12 from '../../resources/demonstration/story-12-underbrook.json';
import story13 from '../../resources/demonstration/story-13-dapplewood.json';
import story14 from '../../resources/demonstration/story-14-briarstone.json';
import {
  calendarSchema,
  hospitalSchema,
  peopleSchema,
  staffSchema,
  stemsSchema,
  type CalendarDefinition,
  type HospitalDefinition,
  type PersonDefinition,
  type StaffDefinition,
  type StemsDefinition,
} from './definitions';

/** Everything the generator tells from. */
export interface Definitions {
  hospital: HospitalDefinition;
  staff: StaffDefinition;
  calendar: CalendarDefinition;
  /** The fourteen stories first, then the shorter parts. */
  people: PersonDefinition[];
  stems: StemsDefinition;
}

const stories = [
  story01,
  story02,
  story03,
  story04,
  story05,
  story06,
  story07,
  story08,
  story09,
  story10,
  story11,
  story12,
  story13,
  story14,
];

let read: Definitions | undefined;

/** The definitions, checked against their schemas at the first call. */
export const definitions = (): Definitions => {
  read ??= {
    hospital: hospitalSchema.parse(hospital),
    staff: staffSchema.parse(staff),
    calendar: calendarSchema.parse(calendar),
    people: [...stories, west501, west505, west508, west512, otherUnits].flatMap((file) =>
      peopleSchema.parse(file),
    ),
    stems: stemsSchema.parse({ ...stemNames, ...stemWork }),
  };
  return read;
};
