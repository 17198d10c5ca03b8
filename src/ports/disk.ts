/**
 * Room on the disk that holds the data folder, and the reserve kept there so that what was begun can still
 * be written down when everything else is full (mail.md F31).
 */
export interface Disk {
  /**
   * Bytes that something new may count on; 0 while the reserve is gone. Takes the reserve again first, when
   * it was released and there is room for it. Never rejects.
   */
  spare(): Promise<number>;
  /** Gives the reserve back to the file system. Never rejects. */
  release(): Promise<void>;
}
