import { type Permission, roleHasPermission, routes } from '@innoflow/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api.ts';
import { meQuery } from '@/lib/queries.ts';

/** Who is logged in. Inside the frame the answer is there; `me` is undefined only while it is being asked. */
export function useAuth() {
  const { data: me, error, isPending } = useQuery(meQuery());
  return {
    me,
    error,
    isPending,
    /** Whether the role of the active organization allows something; the server decides in the end. */
    can: (permission: Permission) => (me ? roleHasPermission(me.organization.role, permission) : false),
  };
}

/** Ends the session and leaves for the log-in page with an empty cache. */
export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(routes.auth.logout),
    onSettled() {
      client.clear();
      // a full load, so that nothing of the last person stays in memory
      location.assign('/log-in');
    },
  });
}
