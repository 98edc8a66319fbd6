export { expectedDischargeForm } from './expected-discharge-form';
export { ExpectedDischargeDialog } from './ExpectedDischargeDialog';
export { StayFacts, useDayWord } from './StayFacts';
export { StayHistory } from './StayHistory';
export { StayLine } from './StayLine';
export { useStayLists } from './use-stay-lists';
