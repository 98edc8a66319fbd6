export { PassphraseForm } from './FirstPassphrase';
export { PassphraseField } from './PassphraseField';
export { RecoveryStep } from './RecoveryStep';
export { SessionGate } from './SessionGate';
export type { ShownKey } from './set-up-form';
export { allZones, useZoneName } from './zone-name';
