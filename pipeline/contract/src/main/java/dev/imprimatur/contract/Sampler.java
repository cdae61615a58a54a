package dev.imprimatur.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The samplers that an order may ask for, by the names that the API uses. */
public enum Sampler {
  DPM_SOLVER_MULTISTEP("dpm++2m"),
  DPM_SOLVER_MULTISTEP_KARRAS("dpm++2m_karras"),
  UNIPC("unipc"),
  EULER("euler"),
  EULER_ANCESTRAL("euler_a"),
  HEUN("heun"),
  LMS("lms"),
  PNDM("pndm"),
  DDIM("ddim"),
  LCM("lcm");

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

  /** All names, for messages to people. */
  public static String names() {
    return Arrays.stream(values()).map(Sampler::wireName).collect(Collectors.joining(", "));
  }

  @JsonCreator
  static Sampler fromWireName(String name) {
    return named(name)
        .orElseThrow(() -> new IllegalArgumentException("there is no sampler named " + name));
  }
}
