package dev.imprimatur.contract;

import static dev.imprimatur.contract.Requirements.requireHash;
import static dev.imprimatur.contract.Requirements.requireText;

import java.time.Instant;
import java.util.List;

/**
 * A worker is alive and says what it can do.
 *
 * @param worker its name
 * @param at by its clock
 * @param device the device class it draws on
 * @param models the checkpoints it holds
 * @param checks the checks it runs on every picture
 */
public record Heartbeat(
    String worker, Instant at, String device, List<HeldModel> models, List<HeldCheck> checks) {
  public Heartbeat {
    requireText(worker, "worker");
    requireText(device, "device");
    models = List.copyOf(models);
    checks = List.copyOf(checks);
  }

  /**
   * A checkpoint that a worker holds.
   *
   * @param id the model's id
   * @param hash SHA-256 of the checkpoint, lower-case hex
   */
  public record HeldModel(String id, String hash) {
    public HeldModel {
      requireText(id, "id");
      requireHash(hash, "hash");
    }
  }

  /**
   * A check that a worker runs.
   *
   * @param name the check's name
   * @param version the check's version
   * @param weightsHash SHA-256 of its weights, lower-case hex
   */
  public record HeldCheck(String name, String version, String weightsHash) {
    public HeldCheck {
      requireText(name, "name");
      requireText(version, "version");
      requireHash(weightsHash, "weightsHash");
    }
  }
}
