/** A person as the API shows them: a built-in account or a subject that a host vouches for. */
export interface UserResource {
  id: string;
  username: string;
  displayName: string;
  roles: string[];
  isSuperuser: boolean;
}
