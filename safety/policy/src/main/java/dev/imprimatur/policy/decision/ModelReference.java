package dev.imprimatur.policy.decision;

/**
 * The model that is asked for.
 *
 * @param id for example {@code cartoon}
 * @param licenceId the licence it is used under
 */
public record ModelReference(String id, String licenceId) {
  public ModelReference {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a model's id must not be blank");
    }
  }
}
