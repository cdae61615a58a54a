package dev.imprimatur.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The samplers that an order may ask for, by the names that the API uses. */
public enum Sampler {
  DDIM("ddim"),
  DPM_SOLVER_MULTISTEP("dpm++2m");

  private final String wireName;

  Sampler(String wireName) {
    this.wireName = wireName;
  }

  /** The name used in requests, messages and records. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The sampler of that name, if there is one. */
  public static Optional<Sampler> named(String name) {
    return Arrays.stream(values()).filter(sampler -> sampler.wireName.equals(name)).findFirst();
  }

  @JsonCreator
  static Sampler fromWireName(String name) {
    return named(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no sampler named " + name));
  }
}
