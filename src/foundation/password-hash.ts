/**
 * Passwords of the page's accounts, kept as scrypt hashes (RFC 7914): `scrypt$N$r$p$salt$hash`, the last two in base64url. The
 * cost stands in the text, so that it can grow without changing those that exist.
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MiB and about a tenth of a second: one of the settings that OWASP's cheat sheet counts as equal (2024). */
const usual: Cost = { N: 2 ** 15, r: 8, p: 3 };
const keyBytes = 32;
const saltBytes = 16;
/** A text that asks for more would stop the agent for its sake. */
const memoryMax = 128 * 1024 * 1024;

const form = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]{16,64})\$([\w-]{43})$/u;

export const isPasswordHash = (text: string): boolean => parse(text) !== undefined;

export const hashPassword = async (
  password: string,
  salt: Uint8Array = randomBytes(saltBytes),
): Promise<string> => {
  const { N, r, p } = usual;
  const key = await derive(password, salt, usual);
  return `scrypt$${N}$${r}$${p}$${Buffer.from(salt).toString("base64url")}$${key.toString("base64url")}`;
};

export const isPassword = async (password: string, hash: string): Promise<boolean> => {
  const read = parse(hash);
  if (!read) return false;
  return timingSafeEqual(await derive(password, read.salt, read.cost), read.key);
};

const parse = (text: string) => {
  const [, N, r, p, salt = "", key = ""] = form.exec(text) ?? [];
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const isPower = cost.N > 1 && (cost.N & (cost.N - 1)) === 0;
  if (!isPower || cost.r < 1 || cost.p < 1 || needed(cost) > memoryMax) return undefined;
  return { cost, salt: Buffer.from(salt, "base64url"), key: Buffer.from(key, "base64url") };
};

/** RFC 7914 §2: V and B. */
const needed = ({ N, r, p }: Cost): number => 128 * r * (N + p + 2);

const derive = (password: string, salt: Uint8Array, cost: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    // The same password, however the keyboard composed its accents.
    scrypt(
      password.normalize("NFC"),
      salt,
      keyBytes,
      { ...cost, maxmem: memoryMax },
      (error, key) => (error ? reject(error) : resolve(key)),
    ),
  );
