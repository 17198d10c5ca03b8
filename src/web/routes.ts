/** Every page. A new one brings its own folder and one line here. */
import { depositRoutes } from "./deposit/route.ts";
import { depositsRoutes } from "./deposits/route.ts";
import { todayRoutes } from "./today/route.ts";
import type { Route } from "./visit/visit.ts";

export const allRoutes: readonly Route[] = [...todayRoutes, ...depositsRoutes, ...depositRoutes];
