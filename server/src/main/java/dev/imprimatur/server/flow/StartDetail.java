package dev.imprimatur.server.flow;

import dev.imprimatur.contract.CheckOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A picture that others start from.
 *
 * @param generation whose picture it is; none if somebody brought it
 * @param index of the picture; none if somebody brought it
 * @param pixelHash SHA-256 over the pixels that were started from; of a picture that was drawn
 *     here, as the record of that generation has it
 * @param maskHash SHA-256 over the pixels of the mask; none where all was drawn, and in records
 *     from before there were masks
 * @param strength how much of the way from noise was gone again: above 0, at most 1
 * @param upload what somebody brought; none if it was drawn here
 */
public record StartDetail(
    @Nullable String generation,
    @Nullable Integer index,
    String pixelHash,
    @Nullable String maskHash,
    double strength,
    @Nullable UploadDetail upload) {

  /**
   * What is to be written down of a picture.
   *
   * @param review the scores of checks from which an officer looks first
   */
  static StartDetail of(StartPicture start, List<CheckOrder> review) {
    String hash = start.picture().pixelHash();
    @Nullable String mask = start.mask().map(given -> given.picture().pixelHash()).orElse(null);
    return switch (start.source()) {
      case StartSource.Released(var generation, int index) ->
          new StartDetail(generation.toString(), index, hash, mask, start.strength(), null);
      case StartSource.Brought brought ->
          new StartDetail(
              null,
              null,
              hash,
              mask,
              start.strength(),
              new UploadDetail(
                  brought.upload().toString(),
                  brought.fileHash(),
                  brought.declaration(),
                  brought.marks(),
                  review,
                  List.of()));
    };
  }

  /** What somebody brought, if it was so. */
  Optional<UploadDetail> brought() {
    return Optional.ofNullable(upload);
  }

  StartDetail checked(List<CheckDetail> checks) {
    return new StartDetail(
        generation,
        index,
        pixelHash,
        maskHash,
        strength,
        brought().map(known -> known.checked(checks)).orElse(null));
  }

  /**
   * A picture that somebody brought.
   *
   * @param id under which it is kept for a while
   * @param fileHash SHA-256 of the file as it was brought
   * @param declaration the version of what was declared of it
   * @param marks ids of marks of provenance that the file bore
   * @param review the scores of checks from which an officer looks first at what is drawn from it
   * @param checks what the checks said of it; empty before
   */
  public record UploadDetail(
      String id,
      String fileHash,
      String declaration,
      List<String> marks,
      List<CheckOrder> review,
      List<CheckDetail> checks) {
    public UploadDetail {
      marks = List.copyOf(marks);
      review = List.copyOf(review);
      checks = List.copyOf(checks);
    }

    UploadDetail checked(List<CheckDetail> made) {
      return new UploadDetail(id, fileHash, declaration, marks, review, made);
    }

    /** Whether an officer is to look first. */
    boolean needsReview() {
      return review.stream()
          .anyMatch(order ->
              checks.stream()
                  .filter(check -> check.name().equals(order.name()))
                  .anyMatch(check -> !order.flagged(check.scores()).isEmpty()));
    }
  }
}
