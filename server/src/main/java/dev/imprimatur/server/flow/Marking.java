package dev.imprimatur.server.flow;

import dev.imprimatur.contract.DrawnImage;
import dev.imprimatur.db.generation.NewImage;
import dev.imprimatur.provenance.PngMark;
import dev.imprimatur.provenance.PngMarking;
import java.io.IOException;
import java.util.ArrayList;

/** Writes into each picture where it comes from. */
final class Marking {
  private final String logOrigin;

  /**
   * @param logOrigin names the log in which the picture's record will be
   */
  Marking(String logOrigin) {
    this.logOrigin = logOrigin;
  }

  Marked mark(Classified classified) throws AnswerRefusedException {
    var images = new ArrayList<NewImage>();
    for (Classified.Picture picture : classified.pictures()) {
      images.add(
          new NewImage(
              picture.image().index(),
              picture.image().pixelHash(),
              picture.released(),
              marked(classified.drawn(), picture.image())));
    }
    return new Marked(classified, images);
  }

  private byte[] marked(Drawn drawn, DrawnImage image) throws AnswerRefusedException {
    try {
      return PngMarking.mark(
          image.png(),
          new PngMark(
              drawn.generation().id().toString(),
              image.index(),
              drawn.detail().modelTitle(),
              drawn.detail().licence().id(),
              logOrigin));
    } catch (IOException e) {
      throw new AnswerRefusedException("a picture is no PNG file that can be marked");
    }
  }
}
