export { PassphraseForm } from './FirstPassphrase';
export { PassphraseField } from './PassphraseField';
export { SessionGate } from './SessionGate';
