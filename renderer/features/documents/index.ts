export { DocumentList } from './DocumentList';
export { PrintPreview } from './PrintPreview';
export { words as documentWords } from './words';
