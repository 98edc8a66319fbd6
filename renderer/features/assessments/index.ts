export { AssessmentsTab } from './AssessmentsTab';
export { OpenAlerts } from './SafetyAlerts';
export { AssessmentFindings } from './Findings';
