package dev.imprimatur.policy.prompt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The view of what was encoded as Base64, if that is text. */
final class DecodedView {
  /** Eight characters are six letters; anything shorter is more likely a word. */
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");

  private static final Pattern TEXT = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\s]{3,}");

  private DecodedView() {}

  /**
   * @param cased the prompt's text with its cases, which matter here
   */
  static Optional<PromptView> of(PromptView cased) {
    var builder = new ViewBuilder(cased);
    boolean found = false;
    Matcher encoded = ENCODED.matcher(cased.text());
    while (encoded.find()) {
      Optional<String> decoded = decode(encoded.group());
      if (decoded.isPresent()) {
        builder.append(" " + decoded.get().toLowerCase(Locale.ROOT) + " ", encoded.start());
        found = true;
      }
    }
    return found ? Optional.of(builder.build("decoded")) : Optional.empty();
  }

  private static Optional<String> decode(String encoded) {
    try {
      String standard = encoded.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
      byte[] bytes = Base64.getDecoder().decode(standard);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text).filter(each -> TEXT.matcher(each).matches());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
