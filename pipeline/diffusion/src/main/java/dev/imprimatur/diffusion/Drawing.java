package dev.imprimatur.diffusion;

import java.awt.image.BufferedImage;
import java.util.List;

/** How a drawing ended. */
public sealed interface Drawing {
  /**
   * All pictures are drawn.
   *
   * @param pictures in the order of the request
   * @param trace what a replay needs
   * @param notices what the user should know, for example that a prompt was cut
   */
  record Finished(List<BufferedImage> pictures, RunTrace trace, List<String> notices)
      implements Drawing {
    public Finished {
      pictures = List.copyOf(pictures);
      notices = List.copyOf(notices);
    }
  }

  /**
   * The listener asked to stop.
   *
   * @param step steps done of the picture in hand
   */
  record Cancelled(int step) implements Drawing {}

  /**
   * Nothing was drawn, because this model cannot draw it here.
   *
   * @param reason what does not fit, and what to change
   */
  record Refused(String reason) implements Drawing {}
}
