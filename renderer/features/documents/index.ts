export { DocumentList } from './DocumentList';
export { PrintPreview } from './PrintPreview';
