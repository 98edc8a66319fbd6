export { ImportPage as default } from './ImportPage';
export { ImportEntry } from './ImportEntry';
