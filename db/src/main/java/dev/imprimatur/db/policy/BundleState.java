package dev.imprimatur.db.policy;

/** How far a bundle has come. */
public enum BundleState {
  /** Uploaded. */
  DRAFT,
  /** Its author asks for approval. */
  SUBMITTED,
  /** Somebody else approved it; it is a numbered version for ever. */
  APPROVED,
  /** It was turned down, for ever. */
  REJECTED
}
