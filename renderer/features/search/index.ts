export { useFoundPatients } from './use-found-patients';
