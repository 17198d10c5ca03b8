/**
 * A command that ends for a reason its user must know: lines for people, and the exit code that service
 * managers and scripts act on (design §7).
 */
export type Exit = 0 | 1 | 2 | 70 | 75 | 78;

export class Refusal extends Error {
  readonly exit: Exit;

  constructor(exit: Exit, lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "Refusal";
    this.exit = exit;
  }
}
