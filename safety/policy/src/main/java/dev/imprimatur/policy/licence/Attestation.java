package dev.imprimatur.policy.licence;

/** What somebody answers for where no rule can check a clause. */
public sealed interface Attestation {
  /** What is attested, complete. */
  String statement();

  /** Every user attests it, by accepting the licence. */
  record OfUser(String statement) implements Attestation {
    public OfUser {
      requireText(statement);
    }
  }

  /**
   * The operator attests it. Models are offered under the licence only while that stands.
   *
   * @param days for which it stands, 1 to 3,660; then it must be renewed
   */
  record OfOperator(String statement, int days) implements Attestation {
    private static final int MOST_DAYS = 3_660;

    public OfOperator {
      requireText(statement);
      if (days < 1 || days > MOST_DAYS) {
        throw new IllegalArgumentException(
            "an operator's attestation stands for 1 to " + MOST_DAYS + " days");
      }
    }
  }

  private static void requireText(String statement) {
    if (statement.isBlank()) {
      throw new IllegalArgumentException("an attestation must state something");
    }
  }
}
