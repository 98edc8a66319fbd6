export { Allergies } from './Allergies';
export { CodeStatuses } from './CodeStatuses';
export { Concerns } from './Concerns';
export { Conditions } from './Conditions';
export { Contacts, Phone } from './Contacts';
export { Coverages } from './Coverages';
export { Person } from './Person';
export { Team, useRoleWord } from './Team';
export type { About } from './RecordSection';
