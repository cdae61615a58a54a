package dev.imprimatur.server.flow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture, without the picture.
 *
 * @param state {@code released}, {@code quarantined} where a check flagged it, {@code held} while
 *     an officer is awaited, {@code withheld} where one kept it back
 * @param reasons why it is quarantined: a code for each check that flagged it, such as {@code
 *     image_nsfw}; none in records from before it was kept
 */
public record ImageDetail(
    int index,
    long seed,
    String prompt,
    String state,
    String pixelHash,
    List<CheckDetail> checks,
    @Nullable List<String> reasons) {
  ImageDetail in(String newState) {
    return new ImageDetail(index, seed, prompt, newState, pixelHash, checks, reasons);
  }
}
