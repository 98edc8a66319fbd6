export { BackupPage as default } from './BackupPage';
export { RestorePlace } from './RestorePlace';
