package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.require;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/**
 * One picture of a job has come one step further.
 *
 * @param jobId the job
 * @param imageIndex which picture
 * @param step steps done, from 1
 * @param steps steps in all
 * @param preview what may be shown of the picture so far
 */
public record Progress(UUID jobId, int imageIndex, int step, int steps, Preview preview) {
  public Progress {
    require(imageIndex >= 0, "imageIndex must not be negative");
    require(step >= 1 && step <= steps, "step must be between 1 and steps");
  }

  /** What may be shown of an unfinished picture. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "preview")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Preview.None.class, name = "none"),
    @JsonSubTypes.Type(value = Preview.Withheld.class, name = "withheld"),
    @JsonSubTypes.Type(value = Preview.Shown.class, name = "shown")
  })
  public sealed interface Preview {
    /** No preview was made at this step. */
    record None() implements Preview {}

    /** A preview was made, and a check flagged it. */
    record Withheld() implements Preview {}

    /**
     * A preview that passed the checks.
     *
     * @param png a small picture, one pixel for each place of the latent
     */
    record Shown(byte[] png) implements Preview {
      public Shown {
        png = png.clone();
      }

      @Override
      public byte[] png() {
        return png.clone();
      }
    }
  }
}
