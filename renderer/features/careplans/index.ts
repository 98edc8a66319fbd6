export { CarePlanTab } from './CarePlanTab';
export { StayBarriers } from './StayBarriers';
