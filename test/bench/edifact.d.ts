/** As much of the peer as the bench uses; it brings no types. */
declare module "edifact" {
  export class Parser {
    on(event: string, listener: () => void): this;
    write(text: string): void;
    end(): void;
  }
}
