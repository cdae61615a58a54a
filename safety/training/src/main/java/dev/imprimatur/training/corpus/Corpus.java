package dev.imprimatur.training.corpus;

import dev.imprimatur.policy.signal.Category;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Everything there is to train on and to measure with. The same folder and seed give the same
 * samples in the same order.
 */
public final class Corpus {
  private static final int HARMLESS = 48_000;
  private static final int OF_EACH_CATEGORY = 1_500;
  private static final int OF_WIDE_CATEGORIES = 3_600;
  private static final int DRESSED = 9_000;
  private static final int DESCRIBED = 4_500;
  private static final int WORDS = 3_000;
  private static final int MENTIONS = 3_000;
  private static final int TALK = 3_000;

  /** What most unsafe prompts are about, in most ways. */
  private static final Set<Category> WIDE =
      EnumSet.of(
          Category.SEXUAL,
          Category.VIOLENCE,
          Category.VIOLENCE_GRAPHIC,
          Category.HATE,
          Category.ILLICIT,
          Category.HARASSMENT,
          Category.SELF_HARM);

  private Corpus() {}

  /**
   * Reads the labelled files and composes prompts for every part.
   *
   * @param folder with the labelled files
   * @param seed of what is composed
   */
  public static List<Sample> read(Path folder, long seed) throws IOException {
    var files = new LabelledFiles(folder);
    var words = new ListedWords(folder);
    List<Sample> copro = files.copro();
    List<Sample> captions = files.captions();
    List<Sample> listed = new ArrayList<>(words.profanity());
    listed.addAll(words.obscenities());
    var samples = new ArrayList<Sample>(copro);
    samples.addAll(files.moderation());
    samples.addAll(files.hateCheck());
    samples.addAll(files.comments());
    samples.addAll(captions);
    for (Part part : Part.values()) {
      var synthesis = new Synthesis(part, seed ^ part.name().hashCode());
      samples.addAll(synthesis.harmless(share(HARMLESS, part)));
      samples.addAll(synthesis.dressed(copro, share(DRESSED, part)));
      samples.addAll(synthesis.dressed(captions, share(DRESSED, part)));
      samples.addAll(synthesis.described(copro, share(DESCRIBED, part)));
      samples.addAll(synthesis.described(captions, share(DESCRIBED, part)));
      samples.addAll(synthesis.placed(listed, share(WORDS, part)));
      for (Category category : Category.values()) {
        int count = WIDE.contains(category) ? OF_WIDE_CATEGORIES : OF_EACH_CATEGORY;
        samples.addAll(synthesis.unsafe(share(count, part), category));
      }
      samples.addAll(synthesis.harmless(share(MENTIONS, part), Synthesis.MENTIONS));
      samples.addAll(synthesis.harmless(share(TALK, part), Synthesis.TALK));
    }
    return samples;
  }

  private static int share(int whole, Part part) {
    return switch (part) {
      case TRAINING -> whole;
      case CALIBRATION -> whole / 6;
      case TEST -> whole / 4;
    };
  }
}
