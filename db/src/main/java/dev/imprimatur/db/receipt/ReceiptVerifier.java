package dev.imprimatur.db.receipt;

import dev.imprimatur.db.log.Checkpoint;
import dev.imprimatur.db.log.MalformedException;
import dev.imprimatur.db.log.TlogProof;
import dev.imprimatur.db.log.VerifierKey;
import dev.imprimatur.db.merkle.Hash;
import dev.imprimatur.db.merkle.ProofCheck;

/** Checks receipts: a pure function of the receipt and the log's key. */
public final class ReceiptVerifier {
  private ReceiptVerifier() {}

  /**
   * Checks that {@code key} signed the receipt's checkpoint, that it is of that key's log, and that
   * the opened record stands in the log under it.
   */
  public static ReceiptVerdict verify(String receipt, VerifierKey key) {
    try {
      TlogProof proof = TlogProof.parse(receipt);
      proof.checkpoint().requireSignedBy(key);
      Checkpoint checkpoint = Checkpoint.parse(proof.checkpoint().text());
      if (!checkpoint.origin().equals(key.name())) {
        return new ReceiptVerdict.Broken(
            "the checkpoint is of the log " + checkpoint.origin() + ", not of " + key.name());
      }
      Opening opening = Opening.parse(proof.extra());
      ProofCheck inclusion =
          proof.inclusion(checkpoint.size()).check(Hash.ofLeaf(opening.entry()), checkpoint.root());
      return switch (inclusion) {
        case ProofCheck.Holds() ->
            new ReceiptVerdict.Genuine(opening.type(), opening.values(), proof.index(), checkpoint);
        case ProofCheck.Broken(String defect) ->
            new ReceiptVerdict.Broken(
                "the record is not the one in the log, or not at this place: " + defect);
      };
    } catch (MalformedException e) {
      return new ReceiptVerdict.Broken(e.defect());
    }
  }
}
