export { CaseloadPage as default } from './CaseloadPage';
