package dev.imprimatur.server.flow;

import java.util.function.Function;

/**
 * How far a request came: to the next stage's token, or to an end.
 *
 * @param <T> the token
 */
sealed interface Stage<T> {
  /** It may go on. */
  record Passed<T>(T token) implements Stage<T> {}

  /** It ends here. */
  record Ended<T>(Submission outcome) implements Stage<T> {}

  static <T> Stage<T> passed(T token) {
    return new Passed<>(token);
  }

  static <T> Stage<T> ended(Submission outcome) {
    return new Ended<>(outcome);
  }

  /** Goes on to the next stage, unless the request has ended. */
  default <N> Stage<N> then(Function<T, Stage<N>> next) {
    return switch (this) {
      case Passed<T>(T token) -> next.apply(token);
      case Ended<T>(Submission outcome) -> new Ended<>(outcome);
    };
  }

  /** The request's end, which the last stage gives to those that passed all others. */
  default Submission end(Function<T, Submission> last) {
    return switch (this) {
      case Passed<T>(T token) -> last.apply(token);
      case Ended<T>(Submission outcome) -> outcome;
    };
  }
}
