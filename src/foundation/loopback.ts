/** Whether a host name or address is this machine itself: what goes there needs no encryption. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/u.test(host);
