package dev.imprimatur.worker.tool;

import com.fasterxml.jackson.annotation.JsonValue;

/** A family of checkpoints, with the settings that are usual for it. */
enum Family {
  SD1("Stable Diffusion 1", 7.5, 0.8),
  SD2("Stable Diffusion 2", 7.5, 0.8),
  SDXL("Stable Diffusion XL", 5.0, 0.3);

  private final String title;
  private final double guidanceScale;
  private final double strength;

  Family(String title, double guidanceScale, double strength) {
    this.title = title;
    this.guidanceScale = guidanceScale;
    this.strength = strength;
  }

  @JsonValue
  String title() {
    return title;
  }

  double guidanceScale() {
    return guidanceScale;
  }

  /** How much of the way from noise is gone again when a picture is the start. */
  double strength() {
    return strength;
  }
}
