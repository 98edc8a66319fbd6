export { PatientPage as default } from './PatientPage';
