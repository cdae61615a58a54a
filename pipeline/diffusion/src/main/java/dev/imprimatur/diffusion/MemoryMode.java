package dev.imprimatur.diffusion;

/** What a model does about memory. */
public enum MemoryMode {
  /** The networks stay on the device in their fastest form; pictures are cut above 1024 pixels. */
  ROOMY,
  /**
   * Each network is on the device only while it works, with its weights as they are stored (on a
   * processor as mapped pages, on a GPU in float16 or 8 bits); pictures are cut above 512 pixels,
   * on a GPU above 256.
   */
  LOW
}
