package dev.imprimatur.diffusion.network;

/** Holds memory of a device, which closing gives back. */
public interface Releasable extends AutoCloseable {
  @Override
  void close();
}
