package dev.imprimatur.server.flow;

import dev.imprimatur.policy.decision.StartKind;
import dev.imprimatur.provenance.SourceMark;
import java.util.List;
import java.util.UUID;

/** Where a picture to start from comes from. */
public sealed interface StartSource {
  /**
   * It was drawn here, and released: a parent.
   *
   * @param generation whose picture it is
   * @param index of the picture
   */
  record Released(UUID generation, int index) implements StartSource {}

  /**
   * Somebody brought it.
   *
   * @param upload under which it is kept
   * @param fileHash SHA-256 of the file as it was brought, lower-case hex
   * @param declaration the version of what was declared of it
   * @param marks ids of {@link SourceMark}s that the file bore
   */
  record Brought(UUID upload, String fileHash, String declaration, List<String> marks)
      implements StartSource {
    public Brought {
      marks = List.copyOf(marks);
    }
  }

  /** What policies are told. */
  default StartKind kind() {
    return switch (this) {
      case Released ignored -> StartKind.PICTURE;
      case Brought ignored -> StartKind.UPLOAD;
    };
  }
}
