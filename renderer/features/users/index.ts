export { UsersPage as default } from './UsersPage';
