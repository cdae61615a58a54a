package dev.imprimatur.diffusion.checkpoint.architecture;

/** A family of models that share one architecture. */
public enum Family {
  /** Stable Diffusion 1.x: one text encoder, convolutions around attention. */
  VERSION_1("Stable Diffusion 1"),
  /** Stable Diffusion 2.x: one, larger text encoder, linear layers around attention. */
  VERSION_2("Stable Diffusion 2"),
  /** Stable Diffusion XL: two text encoders, pooled text and sizes beside the text. */
  XL("Stable Diffusion XL");

  private final String title;

  Family(String title) {
    this.title = title;
  }

  /** What people call it. */
  public String title() {
    return title;
  }
}
