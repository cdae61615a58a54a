package dev.imprimatur.policy.decision;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.DetailedError;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import dev.imprimatur.policy.defect.Defect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds the lines of syntax errors. Cedar's parser of whole files names no place, that of single
 * policies does; so a file that does not parse is cut after each semicolon outside strings and
 * comments, and each piece is parsed alone. The pieces only serve to find the place.
 */
final class SyntaxDefects {
  private static final String PIECE = "piece";
  private static final String PREAMBLE = "failed to parse policy with id `piece` from string: ";

  private SyntaxDefects() {}

  /**
   * The defects of a policy file that does not parse.
   *
   * @param failure the parser's, for the case that no piece shows a defect
   */
  static List<Defect> inPolicies(String file, String text, AuthException failure) {
    var defects = new ArrayList<Defect>();
    int start = 0;
    for (int end : ends(text)) {
      collect(file, text, start, text.substring(start, end), defects);
      start = end;
    }
    return defects.isEmpty() ? List.of(Defect.of(file, failure)) : defects;
  }

  /** The defects of a schema that does not parse. */
  static List<Defect> inSchema(String file, String text, AuthException failure) {
    try {
      ValidationResponse response = validate(new Schema(text), new PolicySet());
      return response
          .errors
          .map(errors -> errors.stream().map(error -> defect(file, text, 0, error)).toList())
          .orElseGet(() -> List.of(Defect.of(file, failure)));
    } catch (AuthException e) {
      return List.of(Defect.of(file, e));
    }
  }

  private static void collect(
      String file, String text, int start, String piece, List<Defect> defects) {
    if (piece.isBlank() || isComment(piece)) {
      return;
    }
    try {
      validate(new Schema("entity E;"), new PolicySet(Set.of(new Policy(piece, PIECE))))
          .errors
          .ifPresent(
              errors -> errors.forEach(error -> defects.add(defect(file, text, start, error))));
    } catch (AuthException e) {
      defects.add(Defect.of(file, e));
    }
  }

  private static boolean isComment(String piece) {
    return piece.lines().map(String::strip).allMatch(l -> l.isEmpty() || l.startsWith("//"));
  }

  private static ValidationResponse validate(Schema schema, PolicySet policies)
      throws AuthException {
    return new BasicAuthorizationEngine().validate(new ValidationRequest(schema, policies));
  }

  private static Defect defect(String file, String text, int start, DetailedError error) {
    String reason =
        error.message.replace(PREAMBLE, "")
            + error.help.filter(help -> !help.isBlank()).map(help -> " (" + help + ")").orElse("");
    return error.sourceLocations.stream()
        .findFirst()
        .map(place -> Defect.at(file, new SourceText(text).line(start, place.start), reason))
        .orElseGet(() -> Defect.of(file, reason));
  }

  /** Where the pieces end, the last one at the text's end. */
  private static List<Integer> ends(String text) {
    var ends = new ArrayList<Integer>();
    boolean quoted = false;
    boolean comment = false;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (comment) {
        comment = character != '\n';
      } else if (quoted && character == '\\') {
        at++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (!quoted && text.startsWith("//", at)) {
        comment = true;
      } else if (!quoted && character == ';') {
        ends.add(at + 1);
      }
    }
    ends.add(text.length());
    return ends;
  }
}
