export { LineGround } from './LineGround';
export { ProposalCount, ProposalsWaiting } from './ProposalCount';
export { ProposalTray } from './ProposalTray';
export { ProposalsOf } from './tray-context';
