package dev.imprimatur.server.generation;

import dev.imprimatur.server.flow.GenerationRequest;
import dev.imprimatur.server.http.FieldError;
import java.util.List;

/** What came of looking at a body's fields. */
public sealed interface Checked {
  /** Every field is well-formed. */
  record Valid(GenerationRequest request) implements Checked {}

  /** These are not. */
  record Invalid(List<FieldError> errors) implements Checked {}

  /** There is no such model. */
  record UnknownModel(String id) implements Checked {}
}
